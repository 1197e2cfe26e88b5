using System.Security.Cryptography;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Stores;

/// <summary>Quarantine as a queue. The body keeps its bytes; a body too large for the queue lies among the claims, and <c>dataref</c> says where.</summary>
public sealed class ServiceBusQuarantine(Lazy<ServiceBusClient> client, IClaimedContacts claims, ServiceBusProbe probe) : IQuarantine
{
    public const string Queue = "quarantine";

    private readonly Lazy<ServiceBusSender> _sender = new(() => client.Value.CreateSender(Queue));

    public Task ReachAsync(CancellationToken cancellation) =>
        BusFailures.GuardAsync(() => probe.ReachAsync(cancellation), cancellation);

    public async Task SendAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        try
        {
            await PostAsync(MessageOf(message, message.Body), cancellation);
        }
        catch (ServiceBusException refusal) when (refusal.Reason == ServiceBusFailureReason.MessageSizeExceeded)
        {
            var notice = MessageOf(message, ReadOnlyMemory<byte>.Empty);
            notice.ApplicationProperties["dataref"] = await LeaveAsync(message.Body, cancellation);
            notice.ApplicationProperties["originalLength"] = message.Body.Length;
            await PostAsync(notice, cancellation);
        }

        Metrics.Quarantined(message.Reason);
    }

    private Task PostAsync(ServiceBusMessage message, CancellationToken cancellation) =>
        BusFailures.GuardAsync(() => _sender.Value.SendMessageAsync(message, cancellation), cancellation);

    /// <summary>Under a name made of the bytes: an id from the topic may be anything, and may have been used before.</summary>
    private Task<string> LeaveAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        claims.LeaveAsync(Convert.ToHexStringLower(SHA256.HashData(body.Span)), body, cancellation);

    private static ServiceBusMessage MessageOf(QuarantinedMessage message, ReadOnlyMemory<byte> body) => new(body)
    {
        // The same message delivered again is one in quarantine.
        MessageId = message.MessageId.Length > 0 ? message.MessageId : null,
        Subject = "omni.contact.unreadable",
        ApplicationProperties = { ["reason"] = message.Reason, ["originalMessageId"] = message.MessageId },
    };
}
