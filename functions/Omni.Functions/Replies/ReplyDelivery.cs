using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>
/// Sends a reply at most once where the provider does not know messages again, and otherwise until it has it. The ledger says before each attempt that
/// there is one, and after it what came of it: whoever dies in between leaves a reply of which that is not known.
/// </summary>
public sealed partial class ReplyDelivery(
    IReplyLedger ledger, IReplyQueue queue, ReplySenders senders, ReplyNews news, TimeProvider clock)
{
    /// <summary>An answer that comes later helps nobody.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <exception cref="StoreUnavailableException">Ledger or queue cannot answer now; the order has to come again.</exception>
    public async Task DeliverAsync(string replyId, CancellationToken cancellation)
    {
        if (await ledger.FindAsync(replyId, cancellation) is not { } reply)
            return;

        // Whoever asked for it may have died before it was on the timeline; whoever settled it, before the timeline said so.
        await news.TellAsync(reply, cancellation);
        if (reply.Stage == ReplyStage.Settled)
            return;
        if (senders.Find(reply.Contact.Provider) is not { } sender)
            await SettleAsync(reply, Failed("readOnly"), cancellation);
        else if (reply.Stage == ReplyStage.Sending && !sender.IsRepeatable)
            await SettleAsync(reply, Uncertain("cutOff"), cancellation);
        else if (await ledger.KeepAsync(reply with { Stage = ReplyStage.Sending, Attempts = reply.Attempts + 1 }, cancellation) is { } begun)
            await ConcludeAsync(begun, sender.IsRepeatable, await sender.SendAsync(begun.Message, cancellation), cancellation);
    }

    private Task ConcludeAsync(Reply reply, bool isRepeatable, SendOutcome outcome, CancellationToken cancellation) => outcome switch
    {
        MessageSent { ProviderMessageId: var id } => SettleAsync(
            reply, new Delivery { State = DeliveryState.Sent, ProviderMessageId = id, SentAt = clock.GetUtcNow() }, cancellation),
        SendingRefused { Reason: var reason } => SettleAsync(reply, Failed(reason), cancellation),
        SendingUnclear { Reason: var reason } when !isRepeatable => SettleAsync(reply, Uncertain(reason), cancellation),
        SendLater { After: var after } => PostponeAsync(reply, after, cancellation),
        _ => PostponeAsync(reply, after: null, cancellation),
    };

    private async Task PostponeAsync(Reply reply, TimeSpan? after, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = now + (after ?? PauseAfter(reply.Attempts));
        if (due - reply.AskedAt > Patience)
            await SettleAsync(reply, Failed("expired"), cancellation);
        else if (await ledger.KeepAsync(reply with { Stage = ReplyStage.Waiting }, cancellation) is { } waiting)
            await queue.OrderAsync(waiting, due, cancellation);
    }

    /// <summary>A name for receipts first: one may come before the rest is written.</summary>
    private async Task SettleAsync(Reply reply, Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.ProviderMessageId is { } id)
            await ledger.NameAsync(reply.Contact.Provider, id, reply.Id, cancellation);
        await news.AdvanceAsync(reply, delivery, cancellation);
    }

    private Delivery Failed(string reason) => new() { State = DeliveryState.Failed, Reason = reason, FailedAt = clock.GetUtcNow() };

    private static Delivery Uncertain(string reason) => new() { State = DeliveryState.Uncertain, Reason = reason };

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = TimeSpan.FromSeconds(2 * Math.Pow(2, Math.Min(attempts, 12)));
        return pause < LongestPause ? pause : LongestPause;
    }
}
