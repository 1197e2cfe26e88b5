using Omni.Functions.Contacts;

namespace Omni.Functions.Ingestion;

/// <summary>Where changes in a CRM go on the way in.</summary>
public interface ICrmTopic
{
    /// <summary>Returns when every change is durably queued. The same change published again is dropped by the topic.</summary>
    /// <exception cref="TopicUnavailableException">At least one could not be queued now; publishing all of them again is right.</exception>
    Task PublishAsync(IReadOnlyList<CrmChange> changes, CancellationToken cancellationToken);
}
