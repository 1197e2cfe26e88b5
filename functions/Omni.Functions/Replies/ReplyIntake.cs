using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Takes replies to be sent: each once, however often it is asked for.</summary>
public sealed class ReplyIntake(AnsweredContact answered, ReplyRoutes routes, ReplyWriting writing, ReplyPermission permission, ReplyBooking booking)
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
        var (written, missing) = writing.Write(customer, contact, route, request, fingerprint);
        if (written is null)
            return (null, missing);
        var (allowed, refusal) = await permission.AskAsync(customer, contact, route, written, cancellation);
        if (allowed is null)
            return (null, refusal);
        var reply = await booking.BookAsync(allowed, cancellation);
        return reply.Fingerprint == fingerprint ? (reply, null) : (null, ReplyRefusal.KeyInUse);
    }

    private bool IsAnswerable(Contact contact) => routes.Find(contact) is not null;
}
