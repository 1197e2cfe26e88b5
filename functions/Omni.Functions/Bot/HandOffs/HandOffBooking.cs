using Omni.Functions.Customers;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Ledger, timeline, event, reminder, channel: in this order, and each again is harmless, so that whoever is cut off is finished by the next.</summary>
public sealed class HandOffBooking(IHandOffLedger ledger, ContactResolution timeline, ICustomerStore customers, IHandOffTopic topic, IHandOffChannel channel)
{
    /// <exception cref="StoreUnavailableException">Not everything is done; doing it again is right.</exception>
    public async Task BookAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var kept = await ledger.KeepAsync(ticket, cancellation) ?? await ledger.FindAsync(ticket.Id, cancellation) ?? throw new StoreUnavailableException("The ledger has a hand-off that it does not show.");
        await timeline.ResolveAsync([kept.News], cancellation);
        await topic.TellAsync(HandOffEvent.Requested, kept, await CustomerOfAsync(kept, cancellation), cancellation);
        if (kept.HandOff.DueAt is { } due)
            await topic.RemindAsync(kept, due, cancellation);
        await channel.InitiateAsync(kept, cancellation);
    }

    /// <summary>Whose timeline it is on.</summary>
    public async Task<string> CustomerOfAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return await customers.FindLinksAsync(ticket.Contact.From.Decisive, cancellation) is [var link, ..] && await LivingCustomer.FindAsync(customers, link.CustomerId, cancellation) is { } living
            ? living.Id
            : throw new StoreUnavailableException("The customer of a hand-off is not there yet.");
    }
}
