using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Sends a reply.</summary>
public sealed class DeliverReply(ReplyDelivery delivery, OutagePatience patience)
{
    public const string Queue = "replies";

    [Function(nameof(DeliverReply))]
    public Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return patience.SpendAsync(token => delivery.DeliverAsync(message.Body.ToString(), message.LockToken, token), cancellationToken);
    }
}
