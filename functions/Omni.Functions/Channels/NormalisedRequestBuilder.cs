using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>Collects the parts of one request.</summary>
public sealed class NormalisedRequestBuilder
{
    /// <summary>Letters of account and id of a record: far more than any CRM has, and so few that a change fits into a message.</summary>
    private const int LongestRecordId = 500;

    private readonly List<Contact> contacts = [];
    private readonly List<Contact> updates = [];
    private readonly List<CrmChange> changes = [];
    private readonly List<DeliveryReceipt> receipts = [];
    private readonly List<IgnoredPart> ignored = [];
    private HashSet<string>? ids;
    private HashSet<string>? changeIds;

    /// <summary>Providers repeat a message inside one request; the first one counts.</summary>
    public void Add(Contact contact)
    {
        contact = OptOutWords.Read(contact);
        if (contacts.Count > 0)
        {
            ids ??= [contacts[0].Id];
            if (!ids.Add(contact.Id))
                return;
        }

        contacts.Add(contact);
    }

    /// <summary>News of a contact that an earlier request made.</summary>
    public void Update(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact.Revision);
        if (!updates.Exists(update => update.Id == contact.Id && update.Revision == contact.Revision))
            updates.Add(contact);
    }

    /// <summary>A CRM repeats an event inside one request as well; the first one counts.</summary>
    public void Change(CrmChange change)
    {
        if (change.Account.Length + change.EntityId.Length > LongestRecordId)
            ignored.Add(new IgnoredPart(IgnoredReason.Unreadable, null, change.Raw));
        else if ((changeIds ??= []).Add(change.Id))
            changes.Add(change);
    }

    /// <summary>What became of a message of ours, beside what else it is.</summary>
    public void Tell(DeliveryReceipt receipt)
    {
        if (!receipts.Contains(receipt))
            receipts.Add(receipt);
    }

    /// <summary>What became of a message of ours, where it is in the provider's words; nobody's contact either way.</summary>
    public void Hear(DeliveryReceipt? receipt, JsonElement raw, string? id)
    {
        if (receipt is not null)
            Tell(receipt);
        Ignore(IgnoredReason.Receipt, raw, id);
    }

    public void Ignore(IgnoredReason reason, JsonElement raw, string? id = null) => ignored.Add(new IgnoredPart(reason, id, raw));

    /// <summary>A request in which nothing at all could be read is refused with <paramref name="advice"/>.</summary>
    public NormalisedRequest Build(string advice)
    {
        var nothingReadable = contacts.Count + updates.Count + changes.Count == 0
            && ignored.Count > 0 && ignored.TrueForAll(part => part.Reason == IgnoredReason.Unreadable);
        return new NormalisedRequest
        {
            Contacts = contacts,
            Updates = updates,
            Changes = changes,
            Receipts = receipts,
            Ignored = ignored,
            Refusal = nothingReadable ? advice : null,
        };
    }
}
