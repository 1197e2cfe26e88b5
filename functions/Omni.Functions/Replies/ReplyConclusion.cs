using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Replies;

/// <summary>What follows from an attempt to send: the reply is settled, or tried again later.</summary>
public sealed partial class ReplyConclusion(IReplyLedger ledger, IReplyQueue queue, ReplyNews news, TimeProvider clock, ILogger<ReplyConclusion> logger)
{
    /// <summary>An answer that comes later helps nobody.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <param name="reply">As it was when the attempt began.</param>
    /// <param name="isRepeatable">The provider knows messages again.</param>
    /// <param name="outcome">Of the attempt.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Ledger or queue cannot answer now; drawing it again is right.</exception>
    public Task DrawAsync(Reply reply, bool isRepeatable, SendOutcome outcome, CancellationToken cancellation) => outcome switch
    {
        MessageSent sent => ConfirmAsync(reply, sent, cancellation),
        SendingRefused { Reason: var reason } => SettleAsync(reply, NotSent(reply, reason), cancellation),
        SendingUnclear { Reason: var reason } when !isRepeatable => SettleAsync(reply, Uncertain(reason), cancellation),
        SendLater { After: var after } => PostponeAsync(reply, after, cancellation),
        _ => PostponeAsync(reply with { IsUnclear = true }, after: null, cancellation),
    };

    private async Task PostponeAsync(Reply reply, TimeSpan? after, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = now + (after ?? PauseAfter(reply.Attempts));
        if (due - reply.AskedAt > Longest)
            await SettleAsync(reply, NotSent(reply, "expired"), cancellation);
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
    private async Task ConfirmAsync(Reply reply, MessageSent sent, CancellationToken cancellation)
    {
        if (sent is { HasReceipts: true, ProviderMessageId: { } id })
            await ledger.NameAsync(reply.Contact.Provider, id, reply.Id, cancellation);
        await SettleAsync(reply, new Delivery { State = DeliveryState.Sent, ProviderMessageId = sent.ProviderMessageId, SentAt = clock.GetUtcNow() }, cancellation);
    }

    private async Task SettleAsync(Reply reply, Delivery delivery, CancellationToken cancellation)
    {
        await news.AdvanceAsync(reply, delivery, cancellation);
        Metrics.Settled(reply.Contact.Provider, delivery.State);
        if (delivery.Reason is { } reason)
            LogNotSent(reply.Id, reply.Contact.Provider, delivery.State, reason);
    }

    /// <summary>By this attempt.</summary>
    private Delivery NotSent(Reply reply, string reason) =>
        reply.IsUnclear ? Uncertain(reason) : new Delivery { State = DeliveryState.Failed, Reason = reason, FailedAt = clock.GetUtcNow() };

    private static Delivery Uncertain(string reason) => new() { State = DeliveryState.Uncertain, Reason = reason };

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = TimeSpan.FromSeconds(2 * Math.Pow(2, Math.Min(attempts, 12)));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(1, LogLevel.Warning, "Reply {ReplyId} over {Provider} is {State}: {Reason}")]
    private partial void LogNotSent(string replyId, string provider, DeliveryState state, string reason);
}
