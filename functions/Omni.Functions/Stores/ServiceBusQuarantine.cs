using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Stores;

/// <summary>Quarantine as a queue. The body keeps its bytes.</summary>
public sealed class ServiceBusQuarantine(Lazy<ServiceBusClient> client, ServiceBusProbe probe) : IQuarantine
{
    public const string Queue = "quarantine";

    private readonly Lazy<ServiceBusSender> _sender = new(() => client.Value.CreateSender(Queue));

    public Task ReachAsync(CancellationToken cancellation) =>
        BusFailures.GuardAsync(() => probe.ReachAsync(cancellation), cancellation);

    public async Task SendAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        await BusFailures.GuardAsync(() => _sender.Value.SendMessageAsync(MessageOf(message), cancellation), cancellation);
        Metrics.Quarantined(message.Reason);
    }

    private static ServiceBusMessage MessageOf(QuarantinedMessage message) => new(message.Body)
    {
        // The same message delivered again is one in quarantine.
        MessageId = message.MessageId.Length > 0 ? message.MessageId : null,
        Subject = "omni.contact.unreadable",
        ApplicationProperties = { ["reason"] = message.Reason, ["originalMessageId"] = message.MessageId },
    };
}
