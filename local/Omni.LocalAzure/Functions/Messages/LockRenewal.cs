using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>Keeps the lock of a single message, or of its session, while its invocation runs, up to a limit.</summary>
internal sealed class LockRenewal(TimeSpan limit, TimeProvider time)
{
    /// <summary>Renews until it is disposed of.</summary>
    public IAsyncDisposable Keep(IMessageReceiver receiver, LockedMessage message) => new Renewing(this, receiver, message);

    private async Task RenewAsync(IMessageReceiver receiver, LockedMessage message, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var until = receiver.SessionLockedUntil ?? message.LockedUntil;
        var pause = (until - started) / 2;
        if (pause <= TimeSpan.Zero) return;
        do
        {
            await Task.Delay(pause, time, cancellation);
        }
        while (IsWithinLimit(started) && await receiver.RenewAsync([message]));
    }

    private bool IsWithinLimit(DateTimeOffset started) => limit < TimeSpan.Zero || time.GetUtcNow() - started < limit;

    private sealed class Renewing : IAsyncDisposable
    {
        private readonly CancellationTokenSource _done = new();
        private readonly Task _renewal;

        public Renewing(LockRenewal renewal, IMessageReceiver receiver, LockedMessage message) =>
            _renewal = renewal.RenewAsync(receiver, message, _done.Token);

        public async ValueTask DisposeAsync()
        {
            await _done.CancelAsync();
            await _renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _done.Dispose();
        }
    }
}
