namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Resolves a whole history anew, as if its contacts had come one after the other in the order in which they happened, each under the rules of today.
/// The rules are those of <see cref="ResolutionRules"/>. What people decided holds: whom they joined is joined when they did so, and whom they
/// keep apart is apart from the start.
/// </summary>
public static class ReplayRules
{
    /// <returns>The same whatever the order of the history and however often a contact is in it.</returns>
    public static ReplayedHistory Replay(History history, ResolutionOptions options)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        var entries = CanonicalOrder.Of(history.Entries);
        var joins = new Queue<DecidedJoin>(DecidedJoin.Of(history, entries));
        var world = new ReplayedWorld(options, new KeptApart(history));
        foreach (var entry in entries)
        {
            while (joins.TryPeek(out var next) && next.At < entry.Contact.OccurredAt)
                world.Join(joins.Dequeue());
            world.Take(entry);
        }

        while (joins.TryDequeue(out var last))
            world.Join(last);
        return world.Outcome();
    }
}
