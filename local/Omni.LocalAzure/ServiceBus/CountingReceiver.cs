namespace Omni.LocalAzure.ServiceBus;

/// <summary>Counts what passes through a receiver.</summary>
internal sealed class CountingReceiver(IMessageReceiver receiver, OperationCounts counts) : IMessageReceiver
{
    public string? SessionId => receiver.SessionId;

    public DateTimeOffset? SessionLockedUntil => receiver.SessionLockedUntil;

    public async Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int max, TimeSpan maxWait, CancellationToken cancellation)
    {
        var received = await receiver.ReceiveAsync(max, maxWait, cancellation);
        counts.AddReceived(received.Count);
        return received;
    }

    public Task<bool> CompleteAsync(IReadOnlyList<LockedMessage> messages)
    {
        counts.AddSettled(messages.Count);
        return receiver.CompleteAsync(messages);
    }

    public Task AbandonAsync(IReadOnlyList<LockedMessage> messages)
    {
        counts.AddSettled(messages.Count);
        return receiver.AbandonAsync(messages);
    }

    public Task<bool> RenewAsync(IReadOnlyList<LockedMessage> messages) => receiver.RenewAsync(messages);

    public ValueTask DisposeAsync() => receiver.DisposeAsync();
}
