using Omni.Functions.Channels;
using Omni.Functions.Replies;

namespace Omni.Functions.Tests.Replies;

internal sealed class LedgerInMemory : CallsInMemory, IReplyLedger
{
    private readonly Dictionary<string, Reply> _replies = [];
    private readonly Dictionary<(string, string), string> _names = [];
    private long _version;

    public IReadOnlyCollection<Reply> All
    {
        get
        {
            lock (Gate)
                return [.. _replies.Values];
        }
    }

    public Task<Reply?> FindAsync(string id, CancellationToken cancellation) => CallAsync("find", () => _replies.GetValueOrDefault(id));

    public Task<Reply?> KeepAsync(Reply reply, CancellationToken cancellation) => CallAsync("keep", () =>
        _replies.GetValueOrDefault(reply.Id)?.ETag == reply.ETag ? _replies[reply.Id] = reply with { ETag = $"{++_version}" } : null);

    public Task NameAsync(string provider, string providerMessageId, string replyId, CancellationToken cancellation) =>
        CallAsync("name", () => _names.TryAdd((provider, providerMessageId), replyId));

    public Task<string?> FindNamedAsync(DeliveryReceipt receipt, CancellationToken cancellation) =>
        CallAsync("find named", () => _names.GetValueOrDefault((receipt.Provider, receipt.ProviderMessageId)));
}
