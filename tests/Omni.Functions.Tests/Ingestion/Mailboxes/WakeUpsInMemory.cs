using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

internal sealed class WakeUpsInMemory : IMailboxWakeUps
{
    public List<WakeUp> Ordered { get; } = [];

    public bool IsDown { get; set; }

    public Task OrderAsync(WakeUp wakeUp, CancellationToken cancellation)
    {
        if (IsDown)
            throw new TopicUnavailableException("Down.");
        lock (Ordered)
            Ordered.Add(wakeUp);
        return Task.CompletedTask;
    }
}
