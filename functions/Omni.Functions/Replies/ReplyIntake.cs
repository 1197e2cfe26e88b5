using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Takes replies to be sent: each once, however often it is asked for.</summary>
public sealed class ReplyIntake(AnsweredContact answered, ReplyRoutes routes, ReplyPermission permission, ReplyBooking booking, TimeProvider clock)
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
        if (routes.Find(contact) is not { } route)
            return (null, ReplyRefusal.NotAnswerable);
        if (await permission.WhyNotAsync(customer, contact, route, request, cancellation) is { } refusal)
            return (null, refusal);

        var reply = await booking.BookAsync(Of(contact, route, request, fingerprint), cancellation);
        return reply.Fingerprint == fingerprint ? (reply, null) : (null, ReplyRefusal.KeyInUse);
    }

    private bool IsAnswerable(Contact contact) => routes.Find(contact) is not null;

    private Reply Of(Contact contact, ReplyRoute route, ReplyRequest request, string fingerprint)
    {
        var now = UtcMilliseconds.Cut(clock.GetUtcNow());
        var queued = new Delivery { State = DeliveryState.Queued };
        return new Reply
        {
            Id = request.ReplyId,
            Contact = new Contact
            {
                Id = request.ReplyId,
                Channel = route.Channel,
                Provider = route.Sender.Provider,
                Account = route.Account,
                Direction = "outbound",
                Kind = contact.Kind == ContactKind.Chat ? ContactKind.Chat : ContactKind.Message,
                ProviderMessageId = request.ReplyId,
                Thread = contact.Thread,

                // Whom it goes to, and no evidence of anything: what the other identities were worth was decided when they came.
                From = new ContactSender { Identities = [contact.From.Decisive[0]] },
                ReplyTo = route.To,
                Subject = route.Subject,
                Text = request.Text,
                Purpose = request.Purpose,
                Delivery = queued,
                InReplyTo = contact.Id,
                OccurredAt = now,
                ReceivedAt = now,
            },
            Answers = contact.ProviderMessageId,
            AnswersTo = route.AnswersTo,
            Fingerprint = fingerprint,
            Stage = ReplyStage.Waiting,
            Delivery = queued,
            AskedAt = now,
        };
    }
}
