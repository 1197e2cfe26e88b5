using Omni.Functions.Contacts;

namespace Omni.Functions.Timeline;

/// <summary>Some entries in order, and how to go on when there are more.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Items, string? Continuation)
{
    /// <summary>
    /// Joins what the partitions of a customer gave, each sorted and each one entry longer than asked for where it has more.
    /// The provider's own part of an entry stays in the store.
    /// </summary>
    public static TimelinePage Of(TimelineQuery query, IEnumerable<IReadOnlyList<TimelineEntry>> partitions)
    {
        var entries = partitions.SelectMany(static entries => entries);
        var sorted = query.Ascending
            ? entries.OrderBy(static entry => entry.Order, StringComparer.Ordinal)
            : entries.OrderByDescending(static entry => entry.Order, StringComparer.Ordinal);
        var items = sorted.Take(query.Limit + 1).ToList();
        if (items.Count <= query.Limit)
            return new TimelinePage([.. items.Select(WithoutRaw)], null);

        items.RemoveAt(query.Limit);
        return new TimelinePage([.. items.Select(WithoutRaw)], query.ContinueAfter(items[^1]));
    }

    /// <summary>With an address for each file, below the customer it was asked for.</summary>
    public TimelinePage WithLinks(string customerId) => this with { Items = [.. Items.Select(entry => WithLinks(entry, customerId))] };

    private static TimelineEntry WithLinks(TimelineEntry entry, string customerId) => entry.Contact is { Attachments.Count: > 0 } contact
        ? entry with
        {
            Contact = contact with
            {
                Attachments = [.. contact.Attachments.Select((file, at) => file with { Href = $"/api/customers/{customerId}/attachments/{Attachment.IdOf(contact.Id, at)}" })],
            },
        }
        : entry;

    private static TimelineEntry WithoutRaw(TimelineEntry entry) => entry switch
    {
        { Contact: { Raw: not null } contact } => entry with { Contact = contact with { Raw = null } },
        { Crm: { Raw: not null } change } => entry with { Crm = change with { Raw = null } },
        _ => entry,
    };
}
