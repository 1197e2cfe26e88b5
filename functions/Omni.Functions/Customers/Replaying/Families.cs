namespace Omni.Functions.Customers.Replaying;

/// <summary>Each living customer of today with all who are part of it.</summary>
internal sealed class Families
{
    private readonly Settlement _settlement;
    private readonly ILookup<string, string> _timelines;

    public Families(Settlement settlement)
    {
        _settlement = settlement;
        var history = settlement.History;
        Timelines = [.. history.Entries.Select(static entry => entry.CustomerId).Concat(history.MergedInto.Keys).Concat(history.MergedInto.Values).Distinct(StringComparer.Ordinal)];
        _timelines = Timelines.ToLookup(history.LivingOf, StringComparer.Ordinal);
    }

    /// <summary>Everybody who has or had contacts, living or not.</summary>
    public IReadOnlyList<string> Timelines { get; }

    public bool Has(string living) => _timelines.Contains(living);

    /// <summary>Whoever is furthest from the living one first, who is the last: a profile is folded of those that became part of it.</summary>
    public IReadOnlyList<string> TimelinesOf(string living) =>
        [.. _timelines[living].OrderByDescending(id => _settlement.History.WayOf(id).Count).ThenBy(static id => id, StringComparer.Ordinal)];

    /// <summary>The living customers with a contact that is to leave, or to be judged otherwise.</summary>
    public IEnumerable<string> Unsettled() => _settlement.History.Entries
        .Where(entry => _settlement.PlaceOf(entry.Contact.Id) is { } place && (place.Timeline != entry.CustomerId || HistoryEntry.JudgementOf(place.Contact) != entry.Judgement))
        .Select(entry => _settlement.History.LivingOf(entry.CustomerId));
}
