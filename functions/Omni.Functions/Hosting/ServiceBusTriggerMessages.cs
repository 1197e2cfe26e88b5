using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Hosting;

/// <summary>Gives functions the message type of the Service Bus client. The host does not tell when the lock ends.</summary>
public sealed class ServiceBusTriggerMessages : IServiceBusMessageConverter<ServiceBusReceivedMessage>
{
    public ServiceBusReceivedMessage Convert(ServiceBusTriggerMessage message) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: BinaryData.FromBytes(message.Body),
        messageId: message.MessageId,
        partitionKey: message.PartitionKey,
        sessionId: message.SessionId,
        replyToSessionId: message.ReplyToSessionId,
        timeToLive: message.ExpiresAt - message.EnqueuedTime,
        correlationId: message.CorrelationId,
        subject: message.Subject,
        to: message.To,
        contentType: message.ContentType,
        replyTo: message.ReplyTo,
        properties: message.ApplicationProperties,
        lockTokenGuid: message.LockToken,
        deliveryCount: message.DeliveryCount,
        sequenceNumber: message.SequenceNumber,
        deadLetterSource: message.DeadLetterSource,
        enqueuedTime: message.EnqueuedTime);
}
