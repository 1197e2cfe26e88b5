using System.Globalization;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;

namespace Omni.Functions.Media;

/// <summary>Takes contacts off the topic that have files to be fetched, and fetches them.</summary>
public sealed partial class FetchMedia(
    ContactFiles files, IClaimedContacts claims, OutagePatience patience, MediaOptions options, ILogger<FetchMedia> logger)
{
    /// <exception cref="MediaUnavailableException">Some files could not be had now; the bus delivers the contact again.</exception>
    /// <exception cref="StoreUnavailableException">Storage or the topic are away; the bus delivers the contact again.</exception>
    [Function(nameof(FetchMedia))]
    public Task Run(
        [ServiceBusTrigger(ContactTopic.Name, ContactTopic.MediaSubscription, Connection = "ServiceBus")] ServiceBusReceivedMessage message,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return patience.SpendAsync(token => FetchAsync(message, token), cancellationToken);
    }

    private async Task FetchAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        var reading = await patience.BearAsync(token => ContactEvent.ReadAsync(message.Body.ToMemory(), claims, token).AsTask(), cancellation);
        if (reading is ReadableContact { Contact: var contact })
            await files.FetchAsync(contact, IsLastTime(message), cancellation);
        else
            LogUnreadable(message.MessageId);
    }

    /// <summary>Died and came back several times, and about to die again.</summary>
    private bool IsLastTime(ServiceBusReceivedMessage message) =>
        message.DeliveryCount >= options.Deliveries
        && message.ApplicationProperties.TryGetValue(ContactTopic.Redriven, out var counter)
        && int.TryParse(Convert.ToString(counter, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var redriven)
        && redriven >= options.Redrives;

    /// <summary>Whoever looks for its customer sets it aside.</summary>
    [LoggerMessage(1, LogLevel.Warning, "Message {MessageId} holds no contact whose files could be fetched")]
    private partial void LogUnreadable(string? messageId);
}
