using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>That a merge is undone, by whom and why: on the timelines of both, and on the profile of the one that was absorbed until all is done.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="Absorbed">The customer that it had absorbed.</param>
/// <param name="Survivor">The customer that had absorbed it.</param>
public sealed record UndoneMerge(string MergeId, string Absorbed, string Survivor)
{
    public string? By { get; init; }

    public string? Reason { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset? At { get; init; }

    /// <summary>Of its entry on a timeline.</summary>
    [JsonIgnore]
    public string EntryId => EntryIdOf(MergeId);

    public static string EntryIdOf(string mergeId) => $"undo-{mergeId}";
}
