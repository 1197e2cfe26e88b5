using System.Diagnostics;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>
/// Takes contacts off the topic and puts them onto their timelines. What cannot be read goes to quarantine at once, what the store
/// refuses once its batch has failed several times; each alone, so that its neighbours arrive. Nothing else goes there: an outage is
/// waited for, and what nobody foresaw dies on the subscription, from where it is tried again.
/// </summary>
public sealed partial class ResolveContact(
    ContactResolution resolution, IClaimedContacts claims, IQuarantine quarantine, OutagePatience patience, ILogger<ResolveContact> logger)
{
    /// <summary>A batch that was refused before holds something that will be refused for ever; well below the subscription's limit.</summary>
    private const int TakenApartFrom = 4;

    private const string Refused = nameof(Refused);

    [Function(nameof(ResolveContact))]
    public async Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.Subscription, Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        CancellationToken cancellationToken)
    {
        using var span = Spans.Process(ContactTopic.Name, ContactTopic.Subscription, messages.Select(TraceOf));
        try
        {
            await patience.SpendAsync(token => ResolveAsync(messages, token), cancellationToken);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    private static ActivityContext? TraceOf(ServiceBusReceivedMessage message) => MessageTrace.TryRead(message, out var trace) ? trace : null;

    private async Task ResolveAsync(ServiceBusReceivedMessage[] messages, CancellationToken cancellation)
    {
        var readable = new List<(ServiceBusReceivedMessage Message, Contact Contact)>(messages.Length);
        foreach (var message in messages)
        {
            var reading = await patience.BearAsync(
                token => ContactEvent.ReadAsync(message.Body.ToMemory(), claims, token).AsTask(), cancellation);
            if (reading is ReadableContact { Contact: var contact } && HasUsableId(contact))
                readable.Add((message, contact));
            else
                await SetAsideAsync(message, ReasonOf(reading), cancellation);
        }

        try
        {
            await resolution.ResolveAsync([.. readable.Select(static pair => pair.Contact)], cancellation);
        }
        catch (StoreRefusedException) when (readable.Exists(static pair => pair.Message.DeliveryCount >= TakenApartFrom))
        {
            await ResolveOneByOneAsync(readable, cancellation);
        }
    }

    /// <summary>Ids name documents; one that cannot would fail for ever and hold its session up.</summary>
    private static bool HasUsableId(Contact contact) =>
        contact.Id.Length is > 0 and <= 255 && !contact.Id.AsSpan().ContainsAny("/\\?#%");

    private static string ReasonOf(ContactReading reading) =>
        (reading is UnreadableContact unreadable ? unreadable.Reason : UnreadableReason.Malformed).ToString();

    private async Task ResolveOneByOneAsync(List<(ServiceBusReceivedMessage Message, Contact Contact)> pairs, CancellationToken cancellation)
    {
        foreach (var (message, contact) in pairs)
        {
            try
            {
                await resolution.ResolveAsync([contact], cancellation);
            }
            catch (StoreRefusedException refusal)
            {
                LogRefused(refusal, contact.Id);
                await SetAsideAsync(message, Refused, cancellation);
            }
        }
    }

    private async Task SetAsideAsync(ServiceBusReceivedMessage message, string reason, CancellationToken cancellation)
    {
        var aside = new QuarantinedMessage(message.MessageId ?? "", reason, message.Body.ToMemory());
        await patience.BearAsync(token => quarantine.SendAsync(aside, token), cancellation);
        LogQuarantined(message.MessageId, reason);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} cannot be taken ({Reason}) and is in quarantine")]
    private partial void LogQuarantined(string? messageId, string reason);

    [LoggerMessage(2, LogLevel.Error, "Contact {ContactId} cannot be stored")]
    private partial void LogRefused(Exception failure, string contactId);
}
