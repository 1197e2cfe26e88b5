namespace Omni.Functions.Customers.Replaying;

/// <summary>The customers of today and in which customers of a replay their contacts are.</summary>
internal static class TodaysCustomers
{
    /// <summary>
    /// Ordered by id, their parts with the one they live on in first: what people joined by hand is there, or else the most of their contacts.
    /// </summary>
    public static IReadOnlyList<CustomerOfToday> Of(History history, ReplayedHistory replayed)
    {
        var joined = DecidedJoin.Of(history, [.. CanonicalOrder.Sorted(replayed.Customers.SelectMany(static customer => customer.Entries))])
            .SelectMany(static join => new[] { join.FirstContact, join.SecondContact }).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. replayed.Customers
                .SelectMany(customer => customer.Entries.GroupBy(entry => history.LivingOf(entry.CustomerId), StringComparer.Ordinal)
                    .Select(part => (Today: part.Key, Part: new Part(customer.Id, [.. part]))))
                .GroupBy(static part => part.Today, StringComparer.Ordinal)
                .Select(customer => new CustomerOfToday(customer.Key, [.. customer.Select(static part => part.Part).OrderByDescending(part => part.Entries.Any(entry => joined.Contains(entry.Contact.Id))).ThenByDescending(static part => part.Entries.Count)]))
                .OrderBy(static customer => customer.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of each customer of the replay who lives on as that one.</summary>
    public static ILookup<string, string> LivingOnAs(this IEnumerable<CustomerOfToday> customers) =>
        customers.ToLookup(static customer => customer.Parts[0].Replayed, static customer => customer.Id, StringComparer.Ordinal);
}

/// <param name="Id">Who is alive today.</param>
/// <param name="Parts">At least one.</param>
internal sealed record CustomerOfToday(string Id, IReadOnlyList<Part> Parts);

/// <summary>Contacts of one customer of today that are one customer's in the replay.</summary>
/// <param name="Replayed">The customer of the replay.</param>
/// <param name="Entries">In the order in which they happened.</param>
internal sealed record Part(string Replayed, IReadOnlyList<HistoryEntry> Entries);
