using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Brings what became of a reply into the ledger and onto the timeline. Each step repeated is harmless, so whoever is cut off is finished by the next.</summary>
public sealed class ReplyNews(IReplyLedger ledger, ContactResolution timeline)
{
    /// <summary>As the ledger has it. Wherever the entry has gone, it is found as news of any contact are.</summary>
    public Task TellAsync(Reply reply, CancellationToken cancellation) => timeline.ResolveAsync([reply.News], cancellation);

    /// <summary>Rivals settle as well, or a receipt comes: all of them are right.</summary>
    public async Task AdvanceAsync(Reply reply, Delivery delivery, CancellationToken cancellation)
    {
        var current = reply;
        while (true)
        {
            var advanced = current with { Stage = ReplyStage.Settled, Delivery = Delivery.Join(current.Delivery, delivery) };
            if (advanced == current)
                break;
            if (await ledger.KeepAsync(advanced, cancellation) is { } kept)
            {
                current = kept;
                break;
            }

            if (await ledger.FindAsync(reply.Id, cancellation) is not { } known)
                return;
            current = known;
        }

        await TellAsync(current, cancellation);
    }
}
