using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Replies;

/// <summary>Sends a reply.</summary>
public sealed class DeliverReply(ReplyDelivery delivery)
{
    public const string Queue = "replies";

    [Function(nameof(DeliverReply))]
    public Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(message.Body.ToString(), cancellationToken);
}
