using Omni.Functions.Contacts;

namespace Omni.Functions.Ingestion;

/// <summary>Where contacts go on the way in.</summary>
public interface IContactTopic
{
    /// <summary>Returns when every contact is durably queued, and the files that came with it are kept. The same contact published again is dropped by the topic.</summary>
    /// <exception cref="TopicUnavailableException">At least one could not be queued now; publishing all of them again is right.</exception>
    Task PublishAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken);
}
