using System.Collections.Concurrent;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Tests.Ingestion;

internal sealed class TopicInMemory : IContactTopic
{
    public ConcurrentQueue<Contact> Published { get; } = [];

    public bool IsDown { get; set; }

    public Task PublishAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new TopicUnavailableException("down");
        foreach (var contact in contacts)
            Published.Enqueue(contact);
        return Task.CompletedTask;
    }
}
