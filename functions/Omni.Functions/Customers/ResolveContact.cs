using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Takes contacts off the topic: the unreadable to quarantine, each alone, the others onto their timelines.</summary>
public sealed partial class ResolveContact(
    ContactResolution resolution, IClaimedContacts claims, IQuarantine quarantine, ILogger<ResolveContact> logger)
{
    [Function(nameof(ResolveContact))]
    public async Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.Subscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken)
    {
        var contacts = new List<Contact>(messages.Length);
        foreach (var message in messages)
        {
            var reading = await ContactEvent.ReadAsync(message.Body.ToMemory(), claims, cancellationToken);
            if (reading is ReadableContact { Contact: var contact } && HasUsableId(contact))
                contacts.Add(contact);
            else
                await SetAsideAsync(message, reading, cancellationToken);
        }

        await resolution.ResolveAsync(contacts, cancellationToken);
    }

    /// <summary>Ids name documents; one that cannot would fail for ever and hold its session up.</summary>
    private static bool HasUsableId(Contact contact) =>
        contact.Id.Length is > 0 and <= 255 && !contact.Id.AsSpan().ContainsAny("/\\?#%");

    private async Task SetAsideAsync(ServiceBusReceivedMessage message, ContactReading reading, CancellationToken cancellationToken)
    {
        var reason = reading is UnreadableContact unreadable ? unreadable.Reason : UnreadableReason.Malformed;
        await quarantine.SendAsync(new QuarantinedMessage(message.MessageId ?? "", reason.ToString(), message.Body.ToMemory()), cancellationToken);
        LogQuarantined(message.MessageId, reason);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} cannot be read ({Reason}) and is in quarantine")]
    private partial void LogQuarantined(string? messageId, UnreadableReason reason);
}
