using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Why customers of today are one in a replay: as few ties as connect them, the earliest first.</summary>
internal static class Ties
{
    public static IReadOnlyList<Tie> Of(ReplayedCustomer customer, IReadOnlyList<string> merging, History history)
    {
        var people = new Connected();
        List<Tie> ties = [.. ByIdentity(customer, history, people), .. ByDecision(history, people, merging)];
        return ties;
    }

    private static List<Tie> ByIdentity(ReplayedCustomer customer, History history, Connected people)
    {
        var ties = new List<Tie>();
        var before = new Dictionary<string, HistoryEntry>(StringComparer.Ordinal);
        foreach (var entry in customer.Entries)
        {
            foreach (var identity in entry.Contact.From.Decisive.Where(static identity => !identity.IsApart))
            {
                if (before.TryAdd(identity.Key, entry))
                    continue;
                var (earlier, now) = (before[identity.Key], history.LivingOf(entry.CustomerId));
                if (people.Connect(history.LivingOf(earlier.CustomerId), now))
                {
                    ties.Add(new Tie(history.LivingOf(earlier.CustomerId), now, TieRule.SameIdentity)
                    {
                        Kind = identity.Kind,
                        Trust = identity.Trust,
                        EarlierContactId = earlier.Contact.Id,
                        ContactId = entry.Contact.Id,
                    });
                }
            }
        }

        return ties;
    }

    private static IEnumerable<Tie> ByDecision(History history, Connected people, IReadOnlyList<string> merging) => history.Decisions
        .Where(static pair => pair.State == PairState.Joined)
        .OrderBy(static pair => pair.Id, StringComparer.Ordinal)
        .Select(pair => (First: history.LivingOf(pair.First), Second: history.LivingOf(pair.Second)))
        .Where(pair => merging.Contains(pair.First) && merging.Contains(pair.Second) && people.Connect(pair.First, pair.Second))
        .Select(static pair => new Tie(pair.First, pair.Second, TieRule.Decision));

    /// <summary>Disjoint sets of people.</summary>
    private sealed class Connected
    {
        private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

        /// <returns>False when they were connected before.</returns>
        public bool Connect(string one, string other)
        {
            var (left, right) = (RootOf(one), RootOf(other));
            if (left == right)
                return false;
            _parents[right] = left;
            return true;
        }

        private string RootOf(string id)
        {
            while (_parents.TryGetValue(id, out var parent))
                id = parent;
            return id;
        }
    }
}
