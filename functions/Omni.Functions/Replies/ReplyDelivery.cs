using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>
/// Sends a reply at most once where the provider does not know messages again, and otherwise until it has it. The ledger says before each attempt that
/// there is one, and after it what came of it: whoever dies in between leaves a reply of which that is not known.
/// </summary>
public sealed class ReplyDelivery(
    ReplySenders senders, ReplyBeginning beginning, ReplyConclusion conclusion, ReplyFiles files, OutagePatience patience)
{
    /// <param name="replyId">Which.</param>
    /// <param name="attempt">Of each delivery of the order another.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">Ledger or queue could not answer for long; the order has to come again.</exception>
    public async Task DeliverAsync(string replyId, string attempt, CancellationToken cancellation)
    {
        if (await patience.BearAsync(token => beginning.BeginAsync(replyId, attempt, token), cancellation) is not { } begun)
            return;
        var sender = senders.Find(begun.Contact.Provider);
        var outcome = sender is null ? new SendingRefused("readOnly") : await SendAsync(begun, sender, cancellation);
        if (sender is not null && outcome is MessagePrepared { Handle: var handle })
        {
            begun = await patience.BearAsync(token => beginning.RememberAsync(begun, handle, token), cancellation);
            outcome = await sender.SendAsync(begun.Message, cancellation);
        }

        await patience.BearAsync(token => conclusion.DrawAsync(begun, sender is { IsRepeatable: true }, outcome, token), cancellation);
    }

    private async Task<SendOutcome> SendAsync(Reply begun, IReplySender sender, CancellationToken cancellation)
    {
        OutgoingMessage message;
        try
        {
            message = await files.AttachAsync(begun, sender.Files, cancellation);
        }
        catch (StoreUnavailableException)
        {
            return new SendLater(); // Without its files nothing was sent; who waited here for them might die, and nobody would know.
        }

        return await sender.SendAsync(message, cancellation);
    }
}
