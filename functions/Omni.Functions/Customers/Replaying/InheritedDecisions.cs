using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Whom people keep apart, in ids of those who have the contacts when a replay is applied: what was said of a customer holds for whoever got its contacts.
/// </summary>
internal static class InheritedDecisions
{
    /// <summary>As people said it, of two who were not named so far.</summary>
    public static IEnumerable<CustomerPair> Of(Settlement settlement)
    {
        var history = settlement.History;
        var decided = history.Decisions.Where(static pair => pair.State == PairState.Apart).ToList();
        if (decided.Count == 0)
            return [];
        var named = decided.SelectMany(static pair => new[] { pair.First, pair.Second }).ToHashSet(StringComparer.Ordinal);
        var holders = history.Entries.Where(entry => settlement.PlaceOf(entry.Contact.Id) is not null)
            .SelectMany(entry => history.NamesOf(entry).Where(named.Contains).Select(name => (Name: name, Home: settlement.PlaceOf(entry.Contact.Id)!.Home))) // as the line before says
            .Distinct().ToLookup(static holder => holder.Name, static holder => holder.Home, StringComparer.Ordinal);
        return decided.SelectMany(pair => Between(pair, holders));
    }

    private static IEnumerable<CustomerPair> Between(CustomerPair pair, ILookup<string, string> holders) =>
        from one in holders[pair.First].Append(pair.First)
        from other in holders[pair.Second].Append(pair.Second)
        where !holders[pair.Second].Contains(one) && !holders[pair.First].Contains(other) && (one, other) != (pair.First, pair.Second)
        select pair.Between(one, other) with { ETag = null };
}
