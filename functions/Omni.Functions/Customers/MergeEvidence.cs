using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers;

/// <summary>Why two customers are one person.</summary>
/// <param name="ContactId">The contact that carried identities of both; null where somebody decided it.</param>
/// <param name="At">When that was.</param>
/// <param name="Identities">Those of the contact.</param>
public sealed record MergeEvidence(
    string? ContactId,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At,
    IReadOnlyList<Identity> Identities)
{
    /// <summary>Names the merge, and its entry on the timeline of the survivor.</summary>
    public string? MergeId { get; init; }

    public MergeRule Rule { get; init; }

    /// <summary>Who decided it, as the caller named itself.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }
}
