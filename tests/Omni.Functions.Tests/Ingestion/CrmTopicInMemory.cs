using System.Collections.Concurrent;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Tests.Ingestion;

internal sealed class CrmTopicInMemory : ICrmTopic
{
    public ConcurrentQueue<CrmChange> Published { get; } = [];

    public bool IsDown { get; set; }

    public Task PublishAsync(IReadOnlyList<CrmChange> changes, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new TopicUnavailableException("down");
        foreach (var change in changes)
            Published.Enqueue(change);
        return Task.CompletedTask;
    }
}
