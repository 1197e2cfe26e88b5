using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Polly.Timeout;

namespace Omni.Functions.Customers;

/// <summary>
/// Takes contacts off the topic and puts them onto their timelines. What cannot be read goes to quarantine at once, what cannot be stored
/// once its batch has failed several times; each alone, so that its neighbours arrive.
/// </summary>
public sealed partial class ResolveContact(
    ContactResolution resolution, IClaimedContacts claims, IQuarantine quarantine, ILogger<ResolveContact> logger)
{
    /// <summary>A batch that has failed three times holds something that will fail for ever; well below the subscription's limit.</summary>
    private const int TakenApartFrom = 4;

    private const string Refused = nameof(Refused);

    [Function(nameof(ResolveContact))]
    public async Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.Subscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken)
    {
        var readable = new List<(ServiceBusReceivedMessage Message, Contact Contact)>(messages.Length);
        foreach (var message in messages)
        {
            var reading = await ContactEvent.ReadAsync(message.Body.ToMemory(), claims, cancellationToken);
            if (reading is ReadableContact { Contact: var contact } && HasUsableId(contact))
                readable.Add((message, contact));
            else
                await SetAsideAsync(message, ReasonOf(reading), cancellationToken);
        }

        if (readable.Exists(static pair => pair.Message.DeliveryCount >= TakenApartFrom))
            await ResolveOneByOneAsync(readable, cancellationToken);
        else
            await resolution.ResolveAsync([.. readable.Select(static pair => pair.Contact)], cancellationToken);
    }

    /// <summary>Ids name documents; one that cannot would fail for ever and hold its session up.</summary>
    private static bool HasUsableId(Contact contact) =>
        contact.Id.Length is > 0 and <= 255 && !contact.Id.AsSpan().ContainsAny("/\\?#%");

    private static string ReasonOf(ContactReading reading) =>
        (reading is UnreadableContact unreadable ? unreadable.Reason : UnreadableReason.Malformed).ToString();

    private async Task ResolveOneByOneAsync(List<(ServiceBusReceivedMessage Message, Contact Contact)> pairs, CancellationToken cancellationToken)
    {
        foreach (var (message, contact) in pairs)
        {
            try
            {
                await resolution.ResolveAsync([contact], cancellationToken);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or TimeoutRejectedException or RivalWritersException))
            {
                LogRefused(failure, contact.Id);
                await SetAsideAsync(message, Refused, cancellationToken);
            }
        }
    }

    private async Task SetAsideAsync(ServiceBusReceivedMessage message, string reason, CancellationToken cancellationToken)
    {
        await quarantine.SendAsync(new QuarantinedMessage(message.MessageId ?? "", reason, message.Body.ToMemory()), cancellationToken);
        LogQuarantined(message.MessageId, reason);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} cannot be taken ({Reason}) and is in quarantine")]
    private partial void LogQuarantined(string? messageId, string reason);

    [LoggerMessage(2, LogLevel.Error, "Contact {ContactId} cannot be stored")]
    private partial void LogRefused(Exception failure, string contactId);
}
