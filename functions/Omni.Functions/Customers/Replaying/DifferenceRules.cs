namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Compares the customers of today with those of a replay, by their contacts: ids of a replay mean nothing today. A customer lives on where most
/// of its contacts are.
/// </summary>
public static class DifferenceRules
{
    public static Difference Between(History history, ReplayedHistory replayed)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(replayed);
        var today = TodaysCustomers.Of(history, replayed);
        var living = today.LivingOnAs();
        var reasons = new SplitReasons(history, replayed);
        var splits = today.Where(static customer => customer.Parts.Count > 1).Select(customer => SplitOf(customer, living, reasons)).ToList();
        var gaining = splits.SelectMany(static split => split.Leave).Select(static leaving => leaving.To).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new Difference
        {
            Contacts = replayed.Customers.Sum(static customer => customer.Entries.Count),
            CustomersToday = today.Count,
            CustomersReplayed = replayed.Customers.Count,
            Stay = today.Count(customer => customer.Parts.Count == 1 && living[customer.Parts[0].Replayed].Take(2).Count() == 1 && !gaining.Contains(customer.Id)),
            Suggestions = replayed.Suggestions.Count,
            Merges = MergesOf(history, replayed, living),
            Splits = splits,
        };
    }

    private static List<MergingCustomers> MergesOf(History history, ReplayedHistory replayed, ILookup<string, string> living) =>
    [
        .. replayed.Customers.Select(customer => (customer, Ids: living[customer.Id].ToList())).Where(static merge => merge.Ids.Count > 1)
            .Select(merge => new MergingCustomers(merge.Ids, Ties.Of(merge.customer, merge.Ids, history)))
            .OrderBy(static merge => merge.Customers[0], StringComparer.Ordinal),
    ];

    private static SplitCustomer SplitOf(CustomerOfToday customer, ILookup<string, string> living, SplitReasons reasons)
    {
        var leaving = new List<LeavingContacts>();
        foreach (var part in customer.Parts.Skip(1))
        {
            var others = customer.Parts.Where(other => other != part).ToList();
            leaving.Add(reasons.Why(part, others) with { To = living[part.Replayed].FirstOrDefault() });
        }

        return new SplitCustomer(customer.Id, customer.Parts[0].Entries.Count, leaving);
    }
}
