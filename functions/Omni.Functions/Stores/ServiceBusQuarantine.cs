using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;

namespace Omni.Functions.Stores;

/// <summary>Quarantine as a queue. The body keeps its bytes.</summary>
public sealed class ServiceBusQuarantine(Lazy<ServiceBusClient> client) : IQuarantine
{
    public const string Queue = "quarantine";

    private readonly Lazy<ServiceBusSender> _sender = new(() => client.Value.CreateSender(Queue));

    public Task SendAsync(QuarantinedMessage message, CancellationToken cancellation) =>
        _sender.Value.SendMessageAsync(
            new ServiceBusMessage(message.Body)
            {
                // The same message delivered again is one in quarantine.
                MessageId = message.MessageId.Length > 0 ? message.MessageId : null,
                Subject = "omni.contact.unreadable",
                ApplicationProperties = { ["reason"] = message.Reason, ["originalMessageId"] = message.MessageId },
            },
            cancellation);
}
