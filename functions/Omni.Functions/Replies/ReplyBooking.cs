using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>
/// Files, ledger, queue, timeline, in this order: once the order is queued the reply will be sent and stand on the timeline whoever dies. Before that it is
/// nothing but a name, and whoever asks again goes on from there.
/// </summary>
public sealed class ReplyBooking(IReplyLedger ledger, IReplyQueue queue, ReplyNews news, ReplyFiles files, TimeProvider clock)
{
    public Task<Reply?> FindAsync(string id, CancellationToken cancellation) => ledger.FindAsync(id, cancellation);

    /// <returns>As it is kept; somebody else's of the same key where that was first.</returns>
    /// <exception cref="StoreUnavailableException">Not everything is done; asking again is right.</exception>
    public async Task<Reply> BookAsync(Reply reply, CancellationToken cancellation)
    {
        var kept = await ledger.KeepAsync(await files.KeepAsync(reply, cancellation), cancellation) ?? await ledger.FindAsync(reply.Id, cancellation)
            ?? throw new StoreUnavailableException("The ledger has a reply that it does not show.");
        return kept.Fingerprint == reply.Fingerprint ? await FinishAsync(kept, cancellation) : kept;
    }

    /// <summary>What whoever booked it may have left undone; all of it repeated is harmless.</summary>
    public async Task<Reply> FinishAsync(Reply reply, CancellationToken cancellation)
    {
        if (reply is { Stage: ReplyStage.Waiting, Attempts: 0 })
            await queue.OrderAsync(reply, clock.GetUtcNow(), cancellation);
        await news.TellAsync(reply, cancellation);
        return reply;
    }
}
