using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Takes a reply to be sent, where it is to be sent at all: by nobody else, and to somebody who still wants it.</summary>
public sealed class ReplyBeginning(IReplyLedger ledger, ReplySenders senders, ReplyNews news, ReplyConclusion conclusion, ReplyWish wish)
{
    /// <returns>The reply when it is ours to send; null when there is nothing to be sent.</returns>
    public async Task<Reply?> BeginAsync(string replyId, string attempt, CancellationToken cancellation)
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
            await conclusion.DrawAsync(reply, isRepeatable: false, new SendingUnclear("cutOff"), cancellation);
            return null;
        }

        return await MayBeSentAsync(reply, cancellation) ? await BeginAsync(reply, attempt, cancellation) : null;
    }

    private async Task<Reply> BeginAsync(Reply reply, string attempt, CancellationToken cancellation)
    {
        var begun = reply with { Stage = ReplyStage.Sending, Attempt = attempt, Attempts = reply.Attempts + 1, IsUnclear = reply.IsUnclear || reply.Stage == ReplyStage.Sending };
        return await ledger.KeepAsync(begun, cancellation)
            ?? throw new StoreUnavailableException("Somebody else has just changed the reply.");
    }

    /// <summary>Before it is sent, so that whoever comes later asks for this draft and no other.</summary>
    public async Task<Reply> RememberAsync(Reply begun, string handle, CancellationToken cancellation)
    {
        if (await ledger.KeepAsync(begun with { Handle = handle }, cancellation) is { } kept)
            return kept;
        return await ledger.FindAsync(begun.Id, cancellation) is { } known && known.Attempt == begun.Attempt && known.Handle == handle
            ? known
            : throw new StoreUnavailableException("Somebody else sends the reply.");
    }

    /// <summary>What was not sent yet may still be stopped.</summary>
    private async Task<bool> MayBeSentAsync(Reply reply, CancellationToken cancellation)
    {
        if (reply.IsUnclear || reply.Stage == ReplyStage.Sending || await wish.WhyNotAsync(reply, cancellation) is not { } outcome)
            return true;

        // Counts as an attempt: an order that is put off is another one.
        await conclusion.DrawAsync(reply with { Attempts = reply.Attempts + 1 }, isRepeatable: false, outcome, cancellation);
        return false;
    }
}
