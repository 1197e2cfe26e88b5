using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Looks into a mailbox that has told of new mail.</summary>
public sealed class ReadMailbox(MailboxList mailboxes, MailboxVisit visit, MailboxWatch watch)
{
    public const string Queue = "mailbox-notices";

    /// <summary>Whatever fails is left to the next minute, so that no order dies on the queue.</summary>
    /// <exception cref="UnreadableEventException">The message is no order; the bus delivers it again and then puts it aside.</exception>
    [Function(nameof(ReadMailbox))]
    public async Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        var order = WakeUpMessage.Read(message.Body) ?? throw new UnreadableEventException($"Message {message.MessageId} of the queue {Queue} is no order to read a mailbox.");
        if (mailboxes.Find(order.Mailbox) is not { } mailbox)
            return; // The settings have it no more.
        if (order.RenewsSubscription)
            await watch.RenewAsync(mailbox, cancellationToken);
        await visit.PayAsync(mailbox, cancellationToken);
    }
}
