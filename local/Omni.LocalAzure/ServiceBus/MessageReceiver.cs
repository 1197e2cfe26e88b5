namespace Omni.LocalAzure.ServiceBus;

/// <summary>The port of the host onto one queue, or onto one session that it holds.</summary>
internal sealed class MessageReceiver(MessageQueue queue, Session session, Guid holder) : IMessageReceiver
{
    public string? SessionId => session.Id;

    public DateTimeOffset? SessionLockedUntil => queue.LockEnd(session, holder);

    public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int max, TimeSpan maxWait, CancellationToken cancellation) =>
        queue.ReceiveAsync(session, holder, new ReceiveLimits(max, maxWait), cancellation);

    public Task<bool> CompleteAsync(IReadOnlyList<LockedMessage> messages) => queue.CompleteAsync(messages);

    public Task AbandonAsync(IReadOnlyList<LockedMessage> messages) => queue.AbandonAsync(messages);

    public Task<bool> RenewAsync(IReadOnlyList<LockedMessage> messages) =>
        Task.FromResult(session.Id is null ? queue.Renew(messages) : queue.Renew(session, holder));

    public async ValueTask DisposeAsync()
    {
        if (session.Id is not null) await queue.ReleaseAsync(session, holder);
    }
}

internal readonly record struct ReceiveLimits(int Max, TimeSpan MaxWait);
