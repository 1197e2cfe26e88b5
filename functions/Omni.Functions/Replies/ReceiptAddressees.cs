using System.Globalization;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Timeline;

namespace Omni.Functions.Replies;

/// <summary>Finds the replies that a receipt is about.</summary>
public sealed class ReceiptAddressees(IReplyLedger ledger, ICustomerStore customers, TimelineReader timelines)
{
    /// <summary>Nobody reads what lies further back for the first time.</summary>
    private const int MostEntries = 100;

    /// <summary>The provider's clock and ours differ, and ours is read after its answer came.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    /// <returns>Those that are known, and whether there may be another one that is not known yet.</returns>
    public async Task<(IReadOnlyList<Reply> Replies, bool MoreMayCome)> FindAsync(DeliveryReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        if (receipt.Conversation is { } conversation)
            return await FindAsync(receipt, conversation, cancellation);
        return await ledger.FindNamedAsync(receipt, cancellation) is { } id && await ledger.FindAsync(id, cancellation) is { } reply ? ([reply], false) : ([], true);
    }

    private async Task<(IReadOnlyList<Reply> Replies, bool MoreMayCome)> FindAsync(DeliveryReceipt receipt, ReceivedConversation conversation, CancellationToken cancellation)
    {
        if (await customers.FindLinksAsync([conversation.Person], cancellation) is not [var link, ..] || await LivingCustomer.FindAsync(customers, link.CustomerId, cancellation) is not { } customer)
            return ([], false);
        var page = await timelines.ReadAsync(customer.Id, new TimelineQuery(MostEntries, Ascending: false, TimelineOrder.End), cancellation);
        var written = (page?.Items ?? []).Select(static entry => entry.Contact).OfType<Contact>()
            .Where(contact => contact.Direction == "outbound" && (contact.Provider, contact.Account, contact.ReplyTo) == (receipt.Provider, conversation.Account, conversation.Person.Value)).ToList();
        var replies = new List<Reply>();
        foreach (var contact in written.Where(contact => contact.Delivery is { } delivery && delivery.State < receipt.Delivery.State && IsMeant(delivery, conversation)))
        {
            if (await ledger.FindAsync(contact.Id, cancellation) is { } reply)
                replies.Add(reply);
        }

        return (replies, written.Exists(contact => contact.Delivery is { State: DeliveryState.Queued } && contact.OccurredAt <= (conversation.UntilAt ?? receipt.HeardAt)));
    }

    private static bool IsMeant(Delivery delivery, ReceivedConversation conversation) => conversation.UntilMessage is { } last
        ? long.TryParse(delivery.ProviderMessageId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= last
        : delivery.SentAt <= conversation.UntilAt + Tolerance;
}
