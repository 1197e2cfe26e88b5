using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion;

/// <summary>Brings what a request held to the topics and queues it belongs on.</summary>
public sealed class Inbox(IContactTopic contacts, ICrmTopic changes, IReceiptQueue receipts)
{
    /// <summary>Returns the ids of what is durably queued, which is everything.</summary>
    /// <exception cref="TopicUnavailableException">Not everything could be queued now; taking the whole request again is right.</exception>
    public async Task<IReadOnlyList<string>> TakeAsync(NormalisedRequest content, CancellationToken cancellationToken)
    {
        IReadOnlyList<Contact> heard = content.Updates.Count == 0 ? content.Contacts : [.. content.Contacts, .. content.Updates];
        if (heard.Count > 0)
            await contacts.PublishAsync(heard, cancellationToken).ConfigureAwait(false);
        if (content.Changes.Count > 0)
            await changes.PublishAsync(content.Changes, cancellationToken).ConfigureAwait(false);
        if (content.Receipts.Count > 0)
            await receipts.PublishAsync(content.Receipts, cancellationToken).ConfigureAwait(false);
        foreach (var contact in content.Contacts)
            Metrics.Published(contact);
        return [.. heard.Select(static contact => contact.Id), .. content.Changes.Select(static change => change.Id)];
    }
}
