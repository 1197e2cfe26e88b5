using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>
/// Sends a reply at most once where the provider does not know messages again, and otherwise until it has it. The ledger says before each attempt that
/// there is one, and after it what came of it: whoever dies in between leaves a reply of which that is not known.
/// </summary>
public sealed class ReplyDelivery(
    IReplyLedger ledger, IReplyQueue queue, ReplySenders senders, ReplyNews news, OutagePatience patience, TimeProvider clock)
{
    /// <summary>An answer that comes later helps nobody.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <param name="replyId">Which.</param>
    /// <param name="attempt">Of each delivery of the order another.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Ledger or queue could not answer for long; the order has to come again.</exception>
    public async Task DeliverAsync(string replyId, string attempt, CancellationToken cancellation)
    {
        if (await patience.BearAsync(token => BeginAsync(replyId, attempt, token), cancellation) is not { } begun)
            return;
        var sender = senders.Find(begun.Contact.Provider);
        var outcome = sender is null ? new SendingRefused("readOnly") : await sender.SendAsync(begun.Message, cancellation);
        await patience.BearAsync(token => ConcludeAsync(begun, sender is { IsRepeatable: true }, outcome, token), cancellation);
    }

    /// <returns>The reply when it is ours to send; null when there is nothing to be sent.</returns>
    private async Task<Reply?> BeginAsync(string replyId, string attempt, CancellationToken cancellation)
    {
        if (await ledger.FindAsync(replyId, cancellation) is not { } reply)
            return null;

        // Whoever asked for it may have died before it was on the timeline; whoever settled it, before the timeline said so.
        await news.TellAsync(reply, cancellation);
        if (reply.Stage == ReplyStage.Settled)
            return null;
        if (reply.Stage == ReplyStage.Sending && reply.Attempt == attempt)
            return reply; // By us, though the ledger's answer got lost: nothing is sent yet.
        if (reply.Stage == ReplyStage.Sending && senders.Find(reply.Contact.Provider) is not { IsRepeatable: true })
        {
            await SettleAsync(reply, Uncertain("cutOff"), cancellation);
            return null;
        }

        return await ledger.KeepAsync(reply with { Stage = ReplyStage.Sending, Attempt = attempt, Attempts = reply.Attempts + 1 }, cancellation)
            ?? throw new StoreUnavailableException("Somebody else has just changed the reply.");
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
        if (due - reply.AskedAt > Longest)
            await SettleAsync(reply, Failed("expired"), cancellation);
        else
            await WaitAsync(reply, due, cancellation);
    }

    /// <summary>Whoever dies between the two is delivered the order again that it has, and sends it a little earlier.</summary>
    private async Task WaitAsync(Reply reply, DateTimeOffset due, CancellationToken cancellation)
    {
        if (await ledger.KeepAsync(reply with { Stage = ReplyStage.Waiting }, cancellation) is null && await ledger.FindAsync(reply.Id, cancellation) is not { Stage: ReplyStage.Waiting })
            return;
        await queue.OrderAsync(reply, due, cancellation);
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
