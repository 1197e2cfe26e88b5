using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Replies that are to be sent. Those of one provider wait for no other provider.</summary>
public interface IReplyQueue
{
    /// <summary>Returns when the order is durably queued. The same order given again is dropped.</summary>
    /// <param name="reply">Which.</param>
    /// <param name="due">Not before.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">It could not be queued now.</exception>
    Task OrderAsync(Reply reply, DateTimeOffset due, CancellationToken cancellation);
}
