namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Which merges of today a replay undoes: of two who are one today, those contacts that each had before the merge are no one's of the other in the
/// replay. Where contacts of later go, undoing finds out by itself.
/// </summary>
internal static class UndoableMerges
{
    /// <summary>At most one of each customer of today, so that the next is looked for in what is left.</summary>
    /// <param name="history">As it is today.</param>
    /// <param name="replayed">As it would be.</param>
    /// <param name="frozen">The absorbed customers among those who would split, by id.</param>
    public static IEnumerable<Profile> Of(History history, ReplayedHistory replayed, IReadOnlyDictionary<string, Profile> frozen)
    {
        var groups = replayed.Customers.SelectMany(static customer => customer.Entries.Select(entry => (entry, customer.Id)))
            .ToLookup(placed => history.LivingOf(placed.entry.CustomerId), static placed => new Placed(placed.entry, placed.Id), StringComparer.Ordinal);
        foreach (var customer in groups.Where(static customer => customer.Select(static placed => placed.Replayed).Distinct().Skip(1).Any()))
        {
            var absorbed = customer.Select(static placed => placed.Entry.CustomerId).Distinct(StringComparer.Ordinal)
                .SelectMany(history.WayOf).Distinct(StringComparer.Ordinal).Where(frozen.ContainsKey)
                .OrderByDescending(id => history.WayOf(id).Count).ThenBy(static id => id, StringComparer.Ordinal);
            if (absorbed.FirstOrDefault(id => AreTwo(frozen[id], [.. customer], history)) is { } two)
                yield return frozen[two];
        }
    }

    private static bool AreTwo(Profile absorbed, IReadOnlyList<Placed> contacts, History history)
    {
        var before = contacts.Where(placed => placed.Entry.Contact.OccurredAt < absorbed.MergeEvidence?.At).ToList();
        var theirs = before.Where(IsOfAbsorbed).Select(static placed => placed.Replayed).ToHashSet(StringComparer.Ordinal);
        var others = before.Where(placed => !IsOfAbsorbed(placed) && IsOfSurvivor(placed)).Select(static placed => placed.Replayed).ToHashSet(StringComparer.Ordinal);
        return theirs.Count > 0 && others.Count > 0 && !theirs.Overlaps(others);

        bool IsOfAbsorbed(Placed placed) => history.WayOf(placed.Entry.CustomerId).Contains(absorbed.Id);
        bool IsOfSurvivor(Placed placed) => absorbed.MergedInto is { } survivor && history.WayOf(placed.Entry.CustomerId).Contains(survivor);
    }

    private sealed record Placed(HistoryEntry Entry, string Replayed);
}
