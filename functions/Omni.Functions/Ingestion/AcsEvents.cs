using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion;

/// <summary>
/// Takes the events of Communication Services that Event Grid puts onto our own queue: nobody else can write there, so they need no proof.
/// The same event over the webhook is the same contact.
/// </summary>
public sealed partial class AcsEvents(Inbox inbox, ILogger<AcsEvents> logger)
{
    public const string Queue = "acs-events";

    /// <exception cref="UnreadableEventException">The message is no event; the bus delivers it again and then puts it aside.</exception>
    /// <exception cref="TopicUnavailableException">The contact could not be queued; the bus delivers the event again.</exception>
    [Function(nameof(AcsEvents))]
    public async Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        var content = ChannelCatalogue.ReadAcsEvents(message.Body.ToMemory(), message.EnqueuedTime);
        if (content.Refusal is not null)
            throw new UnreadableEventException($"Message {message.MessageId} of the queue {Queue} is no event.");

        var unreadable = content.Ignored.Count(static part => part.Reason == IgnoredReason.Unreadable);
        if (unreadable > 0)
            LogPartlyUnreadable(unreadable, message.MessageId);
        foreach (var id in await inbox.TakeAsync(content, cancellationToken).ConfigureAwait(false))
            LogQueued(id, message.MessageId);
    }

    [LoggerMessage(110, LogLevel.Debug, "Contact {ContactId} of message {MessageId} is queued.")]
    private partial void LogQueued(string contactId, string? messageId);

    [LoggerMessage(111, LogLevel.Warning, "{Count} events of message {MessageId} could not be read; the others were taken.")]
    private partial void LogPartlyUnreadable(int count, string? messageId);
}
