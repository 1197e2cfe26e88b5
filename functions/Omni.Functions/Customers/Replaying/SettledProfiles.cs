using System.Text.Json;

namespace Omni.Functions.Customers.Replaying;

/// <summary>The profiles as a replay leaves them: of each customer the fold of its timeline, and of those who became part of it.</summary>
internal sealed class SettledProfiles
{
    private readonly Dictionary<string, Profile> _own = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _parts;

    public SettledProfiles(Settlement settlement)
    {
        foreach (var placed in settlement.Places.GroupBy(static placed => placed.Timeline, StringComparer.Ordinal))
            _own[placed.Key] = ProfileFold.Add(Profile.Empty(placed.Key), placed.Select(static one => one.Contact));
        _parts = settlement.History.MergedInto.ToLookup(static merge => merge.Value, static merge => merge.Key, StringComparer.Ordinal);
    }

    public Profile Of(string customerId) =>
        _parts[customerId].Aggregate(_own.GetValueOrDefault(customerId) ?? Profile.Empty(customerId), (whole, part) => ProfileFold.Absorb(whole, Of(part)));

    /// <summary>Whether a profile tells what it should; how it became part of another is not folded.</summary>
    public bool IsTold(Profile stored) => TextOf(stored) == TextOf(Of(stored.Id) with
    {
        MergedInto = stored.MergedInto,
        MergeEvidence = stored.MergeEvidence,
        Undoing = stored.Undoing,
        ContactIsWith = stored.ContactIsWith,
    });

    private static string TextOf(Profile profile) => JsonSerializer.Serialize(profile, CustomerJson.Default.Profile);
}
