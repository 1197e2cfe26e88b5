using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Takes replies to be sent: each once, however often it is asked for.</summary>
public sealed class ReplyIntake(AnsweredContact answered, ICustomerStore customers, ReplySenders senders, ReplyBooking booking, TimeProvider clock)
{
    /// <returns>The reply, or why there is none.</returns>
    /// <param name="customer">Living.</param>
    /// <param name="askedFor">The id of the customer as the caller knows it.</param>
    /// <param name="request">Complete.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Store or queue cannot answer now; asking again is right.</exception>
    public async Task<(Reply? Reply, ReplyRefusal? Refusal)> TakeAsync(Profile customer, string askedFor, ReplyRequest request, CancellationToken cancellation)
    {
        var fingerprint = request.FingerprintFor(askedFor);
        if (await booking.FindAsync(request.ReplyId, cancellation) is { } known)
            return known.Fingerprint == fingerprint ? (await booking.FinishAsync(known, cancellation), null) : (null, ReplyRefusal.KeyInUse);
        if (await answered.FindAsync(customer, request, IsAnswerable, cancellation) is not { } contact)
            return (null, request.InReplyTo is null ? ReplyRefusal.NobodyToAnswer : ReplyRefusal.NoSuchContact);
        if (await WhyNotAsync(customer, contact, request, cancellation) is { } refusal)
            return (null, refusal);

        var reply = await booking.BookAsync(Of(contact, request, fingerprint), cancellation);
        return reply.Fingerprint == fingerprint ? (reply, null) : (null, ReplyRefusal.KeyInUse);
    }

    private bool IsAnswerable(Contact contact) =>
        contact is { Direction: "inbound", Kind: not (ContactKind.Receipt or ContactKind.Correction), ReplyTo: not null, From.Decisive.Count: > 0 } && senders.Find(contact.Provider) is not null;

    private async Task<ReplyRefusal?> WhyNotAsync(Profile customer, Contact contact, ReplyRequest request, CancellationToken cancellation)
    {
        if (!IsAnswerable(contact) || senders.Find(contact.Provider) is not { } sender)
            return ReplyRefusal.NotAnswerable;
        if (request.Text?.Length > sender.LongestText)
            return ReplyRefusal.TextTooLong(sender.LongestText);
        if (!await IsStillTheirsAsync(customer, contact, cancellation))
            return ReplyRefusal.OfAnother;
        return sender.Window is { } window && clock.GetUtcNow() - await answered.LastHeardAsync(customer.Id, contact, cancellation) > window
            ? ReplyRefusal.WindowClosed(window, await answered.ChannelsAsync(customer.Id, IsOpen, cancellation))
            : null;
    }

    private bool IsOpen(Contact contact) =>
        IsAnswerable(contact) && (senders.Find(contact.Provider)?.Window is not { } window || clock.GetUtcNow() - contact.OccurredAt <= window);

    /// <summary>Numbers change hands: whoever has it now is not whom the answer is for.</summary>
    private async Task<bool> IsStillTheirsAsync(Profile customer, Contact contact, CancellationToken cancellation)
    {
        foreach (var owner in (await customers.FindLinksAsync(contact.From.Decisive, cancellation)).Select(static link => link.CustomerId).Distinct())
        {
            if (owner != customer.Id && !customer.Absorbed.Contains(owner) && await LivingCustomer.FindAsync(customers, owner, cancellation) is { } living && living.Id != customer.Id)
                return false;
        }

        return true;
    }

    private Reply Of(Contact contact, ReplyRequest request, string fingerprint)
    {
        var now = UtcMilliseconds.Cut(clock.GetUtcNow());
        var queued = new Delivery { State = DeliveryState.Queued };
        return new Reply
        {
            Id = request.ReplyId,
            Contact = new Contact
            {
                Id = request.ReplyId,
                Channel = contact.Channel,
                Provider = contact.Provider,
                Account = contact.Account,
                Direction = "outbound",
                Kind = contact.Kind == ContactKind.Chat ? ContactKind.Chat : ContactKind.Message,
                ProviderMessageId = request.ReplyId,
                Thread = contact.Thread,

                // Whom it goes to, and no evidence of anything: what the other identities were worth was decided when they came.
                From = new ContactSender { Identities = [contact.From.Decisive[0]] },
                ReplyTo = contact.ReplyTo,
                Subject = contact.Subject,
                Text = request.Text,
                Delivery = queued,
                InReplyTo = contact.Id,
                OccurredAt = now,
                ReceivedAt = now,
            },
            Answers = contact.ProviderMessageId,
            Fingerprint = fingerprint,
            Stage = ReplyStage.Waiting,
            Delivery = queued,
            AskedAt = now,
        };
    }
}
