using System.Text;
using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Timeline;

namespace Omni.Functions.Stores;

/// <summary>What is written on a timeline.</summary>
internal static class EntryDocument
{
    /// <summary>A document takes 2 MB. What a person reads goes last.</summary>
    private const int LargestEntry = 1_500_000;

    /// <summary>What a contact still gets before it is stored: the names of its blobs, its customer.</summary>
    private const int StillToCome = 100_000;

    private const int LongestText = 250_000;

    /// <summary>The contact as it is, or with its HTML as the first of its files where the entry would have no room for it.</summary>
    public static Contact WithHtmlThatFits(Contact contact)
    {
        if (contact.Html is not { } html || Write("", contact with { Raw = null }).Length <= LargestEntry - StillToCome)
            return contact;
        var content = Encoding.UTF8.GetBytes(html);
        var file = new Attachment { Name = "message.html", ContentType = "text/html; charset=utf-8", Size = content.Length, Content = content };
        return contact with { Html = null, Attachments = [file, .. contact.Attachments] };
    }

    public static MemoryStream Of(string customerId, Contact contact)
    {
        if (contact.Change is { } change)
            return Write(customerId, change with { Identities = contact.From.Identities });
        var document = Write(customerId, contact);
        if (document.Length <= LargestEntry)
            return document;

        var withoutRaw = contact with { Raw = null };
        document = Write(customerId, withoutRaw);
        return document.Length <= LargestEntry ? document : Write(customerId, Shortened(withoutRaw));
    }

    public static MemoryStream Of(string customerId, Profile absorbed)
    {
        if (absorbed.MergeEvidence is not { } evidence || MergeId.Of(absorbed) is not { } id)
            throw new InvalidOperationException($"Customer {absorbed.Id} is not frozen.");
        return Write(new TimelineEntry
        {
            Id = id,
            CustomerId = customerId,
            Type = TimelineEntry.MergeType,
            Order = TimelineOrder.Of(evidence.At ?? default, id),
            Merge = new MergeEntry
            {
                Absorbed = absorbed.Id,
                ContactId = evidence.ContactId,
                Identities = evidence.Identities,
                Rule = evidence.Rule,
                By = evidence.By,
                Reason = evidence.Reason,
            },
        });
    }

    public static MemoryStream Of(string customerId, UndoneMerge undone) => Write(new TimelineEntry
    {
        Id = undone.EntryId,
        CustomerId = customerId,
        Type = TimelineEntry.UndoType,
        Order = TimelineOrder.Of(undone.At ?? default, undone.EntryId),
        Undo = new UndoEntry { Merge = undone.MergeId, Absorbed = undone.Absorbed, Survivor = undone.Survivor, By = undone.By, Reason = undone.Reason },
    });

    public static MemoryStream Of(string customerId, CustomerSplit split) => Write(new TimelineEntry
    {
        Id = split.Id,
        CustomerId = customerId,
        Type = TimelineEntry.SplitType,
        Order = TimelineOrder.Of(split.Decision.At, split.Id),
        Split = new SplitEntry { From = split.From, To = split.To, By = split.Decision.By, Reason = split.Decision.Reason },
    });

    private static Contact Shortened(Contact contact) => contact with
    {
        Html = null,
        Text = contact.Text is { } text ? WholeCharacters.First(text, LongestText) : null,

        // Small, and the profile is folded from one of them.
        Extras = contact.Extras.Where(static extra => extra.Value.ValueKind is JsonValueKind.True or JsonValueKind.False).ToDictionary(),
        Attachments = [.. contact.Attachments.Take(50)],
    };

    private static MemoryStream Write(string customerId, Contact contact) => Write(new TimelineEntry
    {
        Id = contact.Id,
        CustomerId = customerId,
        Type = TimelineEntry.TypeOf(contact.Kind),
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
