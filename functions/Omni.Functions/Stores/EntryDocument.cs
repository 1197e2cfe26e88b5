using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>What is written on a timeline.</summary>
internal static class EntryDocument
{
    /// <summary>A document takes 2 MB. What a person reads goes last.</summary>
    private const int LargestEntry = 1_500_000;

    private const int LongestText = 250_000;

    public static MemoryStream Of(string customerId, Contact contact)
    {
        if (contact.Change is { } change)
            return Write(customerId, change);
        var document = Write(customerId, contact);
        if (document.Length <= LargestEntry)
            return document;

        var withoutDuplicates = contact with { Raw = null, Html = null };
        document = Write(customerId, withoutDuplicates);
        return document.Length <= LargestEntry ? document : Write(customerId, Shortened(withoutDuplicates));
    }

    public static MemoryStream Of(string customerId, Profile absorbed)
    {
        var evidence = absorbed.MergeEvidence ?? throw new InvalidOperationException($"Customer {absorbed.Id} is not frozen.");
        var id = $"merge-{absorbed.Id}";
        return Write(new TimelineEntry
        {
            Id = id,
            CustomerId = customerId,
            Type = TimelineEntry.MergeType,
            Order = TimelineOrder.Of(evidence.At ?? default, id),
            Merge = new MergeEntry { Absorbed = absorbed.Id, ContactId = evidence.ContactId, Identities = evidence.Identities },
        });
    }

    private static Contact Shortened(Contact contact) => contact with
    {
        Text = contact.Text is { Length: > LongestText } text ? text[..LongestText] : contact.Text,
        Extras = new Dictionary<string, System.Text.Json.JsonElement>(),
        Attachments = [.. contact.Attachments.Take(50)],
    };

    private static MemoryStream Write(string customerId, Contact contact) => Write(new TimelineEntry
    {
        Id = contact.Id,
        CustomerId = customerId,
        Type = TimelineEntry.ContactType,
        Order = TimelineOrder.Of(contact.OccurredAt, contact.Id),
        Contact = contact.Revision is null ? contact : contact with { Revision = null },
    });

    private static MemoryStream Write(string customerId, CrmChange change) => Write(new TimelineEntry
    {
        Id = change.Id,
        CustomerId = customerId,
        Type = TimelineEntry.CrmType,
        Order = TimelineOrder.Of(change.OccurredAt, change.Id),
        Crm = change,
    });

    private static MemoryStream Write(TimelineEntry entry) => CosmosDocuments.Write(entry, TimelineJson.Default.TimelineEntry);
}
