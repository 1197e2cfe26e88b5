using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Replies, and which of them a provider's receipt is about. Each method throws <see cref="StoreUnavailableException"/> when the store cannot answer now.</summary>
public interface IReplyLedger
{
    Task<Reply?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Creates a reply without an etag, and replaces exactly the one that was read with one.</summary>
    /// <returns>As it is kept now; null when somebody else was first.</returns>
    Task<Reply?> KeepAsync(Reply reply, CancellationToken cancellation);

    /// <summary>From now on receipts of this message are about this reply.</summary>
    Task NameAsync(string provider, string providerMessageId, string replyId, CancellationToken cancellation);

    /// <returns>Null when no reply of ours is meant, or it is not known yet.</returns>
    Task<string?> FindNamedAsync(DeliveryReceipt receipt, CancellationToken cancellation);
}
