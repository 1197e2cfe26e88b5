using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>A pair as callers see one.</summary>
public sealed record SuggestionView
{
    public required string Id { get; init; }

    /// <summary>Both ids; one that was absorbed since leads to the survivor.</summary>
    public required IReadOnlyList<string> Customers { get; init; }

    public required PairState State { get; init; }

    public required double Score { get; init; }

    public required IReadOnlyList<PairReason> Reasons { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? SuggestedAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? Decision { get; init; }

    public string? MergeId { get; init; }

    public static SuggestionView Of(CustomerPair pair) => new()
    {
        Id = pair.Id,
        Customers = [pair.First, pair.Second],
        State = pair.State,
        Score = pair.Score,
        Reasons = pair.Reasons,
        SuggestedAt = pair.SuggestedAt,
        DecidedAt = pair.DecidedAt,
        DecidedBy = pair.DecidedBy,
        Decision = pair.Decision,
        MergeId = pair.MergeId,
    };
}

/// <param name="Items">The likeliest first.</param>
/// <param name="Continuation">How to go on; null when there are no more.</param>
public sealed record SuggestionList(IReadOnlyList<SuggestionView> Items, string? Continuation);

/// <summary>What the routes of suggestions give: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SuggestionView))]
[JsonSerializable(typeof(SuggestionList))]
public sealed partial class SuggestionJson : JsonSerializerContext
{
    /// <summary>For answers: letters and plus signs as themselves.</summary>
    public static SuggestionJson Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
