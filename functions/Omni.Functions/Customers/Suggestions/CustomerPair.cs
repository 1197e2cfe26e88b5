using System.Globalization;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Matching;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>
/// Two customers about whom there is something to say: perhaps they are one person, or they are two for good. One document for a pair, whoever
/// found it first.
/// </summary>
public sealed record CustomerPair
{
    /// <summary>The ids of both, the ordinally smaller one first.</summary>
    public string Id => IdOf(First, Second);

    public required string First { get; init; }

    public required string Second { get; init; }

    public required PairState State { get; init; }

    /// <summary>How likely they are one person: above 0, at most 1.</summary>
    public required double Score { get; init; }

    /// <summary>Text whose order is that of a list: the likeliest first, and total.</summary>
    public string Rank => string.Create(CultureInfo.InvariantCulture, $"{1 - Score:F6}/{Id}");

    /// <summary>What speaks for it and against it, the strongest first.</summary>
    public IReadOnlyList<PairReason> Reasons { get; init; } = [];

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset? SuggestedAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided, as the caller named itself.</summary>
    public string? DecidedBy { get; init; }

    public string? Decision { get; init; }

    /// <summary>The merge that was undone, or that followed.</summary>
    public string? MergeId { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    public static CustomerPair Of(string left, string right, PairState state, double score, IReadOnlyList<PairReason> reasons, DateTimeOffset at)
    {
        var isInOrder = string.CompareOrdinal(left, right) < 0;
        return new CustomerPair
        {
            First = isInOrder ? left : right,
            Second = isInOrder ? right : left,
            State = state,
            Score = score,
            Reasons = reasons,
            SuggestedAt = at,
        };
    }

    /// <summary>The same of whoever the two have become.</summary>
    public CustomerPair Between(string left, string right)
    {
        var isInOrder = string.CompareOrdinal(left, right) < 0;
        return this with { First = isInOrder ? left : right, Second = isInOrder ? right : left };
    }

    public static string IdOf(string left, string right) => string.CompareOrdinal(left, right) < 0 ? $"{left}-{right}" : $"{right}-{left}";

    /// <summary>Tells a possible id from arbitrary text, before anything is asked of the store.</summary>
    public static bool IsId(string text) => text.Split('-') is [var first, var second] && CustomerId.IsWellFormed(first) && CustomerId.IsWellFormed(second);

    public bool Has(string customerId) => First == customerId || Second == customerId;
}

[JsonConverter(typeof(WordConverter<PairState>))]
public enum PairState
{
    /// <summary>Somebody has to look at it.</summary>
    Suggested,

    /// <summary>They are one customer now.</summary>
    Joined,

    /// <summary>They are two people: somebody said so, or undid their merge. Holds until verified evidence comes later than that.</summary>
    Apart,
}

/// <summary>One thing that speaks for a pair, or against it.</summary>
/// <param name="Rule">A word for software: sameIdentity, contradiction, severalCandidates, sharedValue, likeness</param>
/// <param name="Words">The same for people; holds no value of anybody.</param>
public sealed record PairReason(string Rule, string Words)
{
    /// <summary>The identity that ties them, where one does.</summary>
    public string? Kind { get; init; }

    public string? Value { get; init; }

    public Trust? Trust { get; init; }

    /// <summary>What is alike, or is not, where the rule is likeness.</summary>
    public MatchField? Field { get; init; }

    /// <summary>How much it speaks for one person: each bit makes it twice as likely. Below zero it speaks against it.</summary>
    public double? Bits { get; init; }

    /// <summary>The contact that brought it.</summary>
    public string? ContactId { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? At { get; init; }
}
