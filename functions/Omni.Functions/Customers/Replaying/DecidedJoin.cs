using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// That somebody joined two customers by hand. In a replay a customer of today is known by the first contact of its timeline, which may be another
/// customer's by the rules of today.
/// </summary>
/// <param name="At">When it holds: it was decided, and both had a contact.</param>
/// <param name="FirstContact">Of the one.</param>
/// <param name="SecondContact">Of the other.</param>
/// <param name="Pair">What was said.</param>
internal sealed record DecidedJoin(DateTimeOffset At, string FirstContact, string SecondContact, CustomerPair Pair)
{
    /// <summary>In the order in which they hold.</summary>
    public static IEnumerable<DecidedJoin> Of(History history, IReadOnlyList<HistoryEntry> entries)
    {
        var decided = history.Decisions.Where(static pair => pair.State == PairState.Joined).DistinctBy(static pair => pair.Id).ToList();
        if (decided.Count == 0)
            return [];
        var first = FirstOf(history, entries);
        return decided.Select(pair => Of(pair, first)).OfType<DecidedJoin>()
            .OrderBy(static join => join.At).ThenBy(static join => join.Pair.Id, StringComparer.Ordinal);
    }

    /// <summary>Null where one of them has no contact any more.</summary>
    private static DecidedJoin? Of(CustomerPair pair, Dictionary<string, HistoryEntry> first)
    {
        if (!first.TryGetValue(pair.First, out var one) || !first.TryGetValue(pair.Second, out var other))
            return null;
        DateTimeOffset[] times = [pair.DecidedAt ?? default, one.Contact.OccurredAt, other.Contact.OccurredAt];
        return new DecidedJoin(times.Max(), one.Contact.Id, other.Contact.Id, pair);
    }

    /// <summary>A timeline that is empty stands for those who are part of it.</summary>
    private static Dictionary<string, HistoryEntry> FirstOf(History history, IReadOnlyList<HistoryEntry> entries)
    {
        var first = new Dictionary<string, HistoryEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
            first.TryAdd(entry.NamedAs ?? entry.CustomerId, entry);
        foreach (var (customerId, entry) in first.ToList().OrderBy(static pair => pair.Value.Contact.OccurredAt).ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var survivor in (history.Begun ?? history).WayOf(customerId))
                first.TryAdd(survivor, entry);
        }

        return first;
    }
}
