using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// What a replay would change of the customers of today. Ids alone, no value, name or text of anybody; in the same order for the same history.
/// </summary>
public sealed record Difference
{
    /// <summary>Contacts and changes in CRMs that were replayed, each once.</summary>
    public required int Contacts { get; init; }

    /// <summary>Customers who have any of them.</summary>
    public required int CustomersToday { get; init; }

    /// <summary>Who they would be.</summary>
    public required int CustomersReplayed { get; init; }

    /// <summary>Customers of whom nothing would change.</summary>
    public required int Stay { get; init; }

    /// <summary>Pairs that the replay would suggest to somebody.</summary>
    public required int Suggestions { get; init; }

    public required IReadOnlyList<MergingCustomers> Merges { get; init; }

    public required IReadOnlyList<SplitCustomer> Splits { get; init; }

    [JsonIgnore]
    public bool IsNone => Merges.Count == 0 && Splits.Count == 0;
}

/// <param name="Customers">Who would become one, ordered by id.</param>
/// <param name="Evidence">Why: one tie less than there are customers, or fewer, where they are tied by contacts of others.</param>
public sealed record MergingCustomers(IReadOnlyList<string> Customers, IReadOnlyList<Tie> Evidence);

/// <summary>What ties two customers: an identity that contacts of both have, or somebody's word.</summary>
/// <param name="First">The one who had the identity before.</param>
/// <param name="Second">The other one.</param>
/// <param name="Rule">Why they are one.</param>
public sealed record Tie(string First, string Second, TieRule Rule)
{
    public string? Kind { get; init; }

    public Trust? Trust { get; init; }

    /// <summary>The contact of the first one.</summary>
    public string? EarlierContactId { get; init; }

    /// <summary>The contact of the second one.</summary>
    public string? ContactId { get; init; }
}

[JsonConverter(typeof(WordConverter<TieRule>))]
public enum TieRule
{
    SameIdentity,

    /// <summary>Somebody joined them by hand.</summary>
    Decision,
}

/// <param name="Customer">Whose contacts would be several customers'.</param>
/// <param name="Stay">How many contacts would stay: the most of them.</param>
/// <param name="Leave">The others, by whom they would be.</param>
public sealed record SplitCustomer(string Customer, int Stay, IReadOnlyList<LeavingContacts> Leave);

/// <param name="Contacts">Their ids, in the order in which they happened.</param>
/// <param name="Rule">Why they are not the customer's.</param>
public sealed record LeavingContacts(IReadOnlyList<string> Contacts, SplitRule Rule)
{
    /// <summary>The customer of today they would go to; null where they would be a new one.</summary>
    public string? To { get; init; }

    /// <summary>The kind of the identity that does not lead to the customer.</summary>
    public string? Kind { get; init; }

    /// <summary>The contact with it.</summary>
    public string? ContactId { get; init; }
}

[JsonConverter(typeof(WordConverter<SplitRule>))]
public enum SplitRule
{
    /// <summary>Together they have more of a kind than one person has.</summary>
    Contradiction,

    /// <summary>A contact names several who cannot be one person.</summary>
    SeveralCandidates,

    /// <summary>Too many came with the value that ties them.</summary>
    SharedValue,

    /// <summary>Somebody said that they are two.</summary>
    KeptApart,

    /// <summary>The value that ties them is judged to be shared, suspicious or nobody's.</summary>
    Standing,

    /// <summary>The value that ties them did not join: there was one more of its kind than a person has, or somebody only typed it.</summary>
    NotJoined,

    /// <summary>The value that ties them was the one's first and the other's later.</summary>
    ChangedHands,

    /// <summary>No value ties them.</summary>
    NothingInCommon,
}

/// <summary>The difference as programs read it: camelCase, what is not known left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Difference))]
[JsonSerializable(typeof(AppliedReplay))]
public sealed partial class DifferenceJson : JsonSerializerContext;
