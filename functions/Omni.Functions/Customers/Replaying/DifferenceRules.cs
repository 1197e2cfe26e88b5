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
        var today = CustomersOfToday(history, replayed);
        var living = today.ToLookup(static customer => customer.Parts[0].Replayed, static customer => customer.Id, StringComparer.Ordinal);
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

    /// <summary>Ordered by id, their parts with the one they live on in first.</summary>
    private static List<CustomerOfToday> CustomersOfToday(History history, ReplayedHistory replayed) =>
    [
        .. replayed.Customers
            .SelectMany(customer => customer.Entries.GroupBy(entry => history.LivingOf(entry.CustomerId), StringComparer.Ordinal)
                .Select(part => (Today: part.Key, Part: new Part(customer.Id, [.. part]))))
            .GroupBy(static part => part.Today, StringComparer.Ordinal)
            .Select(static customer => new CustomerOfToday(customer.Key, [.. customer.Select(static part => part.Part).OrderByDescending(static part => part.Entries.Count)]))
            .OrderBy(static customer => customer.Id, StringComparer.Ordinal),
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

    private sealed record CustomerOfToday(string Id, IReadOnlyList<Part> Parts);
}

/// <summary>Contacts of one customer of today that are one customer's in the replay.</summary>
/// <param name="Replayed">The customer of the replay.</param>
/// <param name="Entries">In the order in which they happened.</param>
internal sealed record Part(string Replayed, IReadOnlyList<HistoryEntry> Entries);
