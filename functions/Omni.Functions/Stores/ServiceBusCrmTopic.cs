using System.Buffers;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Stores;

/// <summary>Publishes changes in a CRM as CloudEvents. All changes of one record share a session.</summary>
public sealed class ServiceBusCrmTopic(ServiceBusSender sender, TimeProvider clock) : ICrmTopic
{
    private const int PropertiesSize = 512;

    private readonly ServiceBusSendQueue queue = new(sender, clock);

    public async Task PublishAsync(IReadOnlyList<CrmChange> changes, CancellationToken cancellationToken)
    {
        var messages = new ServiceBusMessage[changes.Count];
        var size = 0;
        for (var at = 0; at < messages.Length; at++)
        {
            var body = Write(changes[at]);
            size += ServiceBusContactTopic.SizeInBatch(body.Span) + PropertiesSize;
            messages[at] = Message(changes[at], body);
        }

        await queue.SendAsync(messages, size, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything but the CRM's own part is bounded by the channels, so a change always fits without that.</summary>
    private static ReadOnlyMemory<byte> Write(CrmChange change)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        CrmEvent.Write(output, change);
        if (change.Raw is null || ServiceBusContactTopic.SizeInBatch(output.WrittenSpan) <= ServiceBusContactTopic.LargestEvent)
            return output.WrittenMemory;

        output.ResetWrittenCount();
        CrmEvent.Write(output, change with { Raw = null });
        return output.WrittenMemory;
    }

    private static ServiceBusMessage Message(CrmChange change, ReadOnlyMemory<byte> body) => new(body)
    {
        MessageId = change.Id,
        SessionId = LeadingIdentity.BucketOf(change.Identities is [var record, ..] ? record.Key : change.Id),
        Subject = CrmEvent.Type,
        ApplicationProperties = { ["system"] = change.System },
    };
}
