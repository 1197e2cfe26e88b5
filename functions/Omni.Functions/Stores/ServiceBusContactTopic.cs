using System.Buffers;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Stores;

/// <summary>
/// Publishes contacts as CloudEvents. What arrives while a request to the broker is under way goes out together with the
/// next one, so the cost of a request, and of the broker's commit behind it, is shared.
/// </summary>
public sealed class ServiceBusContactTopic(ServiceBusSender sender, IClaimedContacts claims, BlobAttachments attachments, BotAudience bot, TimeProvider clock) : IContactTopic
{
    /// <summary>Bytes as they count in a batch, where an event is a text inside JSON. A whole request may hold 256 KB, headers included.</summary>
    internal const int LargestEvent = 200 * 1024;

    /// <summary>With the trace, which alone may take 700 bytes.</summary>
    private const int PropertiesSize = 1024;

    private readonly ServiceBusSendQueue queue = new(sender, clock);

    public async Task PublishAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        using var span = Spans.Send(ContactTopic.Name, contacts.Count);
        try
        {
            await SendAsync(contacts, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    private async Task SendAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        var kept = await attachments.KeepAsync(contacts, cancellationToken).ConfigureAwait(false);
        var messages = new ServiceBusMessage[kept.Count];
        var size = 0;
        for (var at = 0; at < messages.Length; at++)
        {
            var body = await WriteAsync(kept[at], cancellationToken).ConfigureAwait(false);
            size += SizeInBatch(body.Span) + PropertiesSize;
            messages[at] = Message(kept[at], body);

            // Not the sender's work here: in the queue it sends for many traces at once.
            MessageTrace.Write(messages[at]);
        }

        await queue.SendAsync(messages, size, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ReadOnlyMemory<byte>> WriteAsync(Contact contact, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        ContactEvent.Write(output, contact);
        if (SizeInBatch(output.WrittenSpan) <= LargestEvent)
            return output.WrittenMemory;

        output.ResetWrittenCount();
        ContactEvent.WriteContact(output, contact);
        var reference = await LeaveAsync(MessageId(contact), output.WrittenMemory, cancellationToken).ConfigureAwait(false);
        var notice = new ArrayBufferWriter<byte>(512);
        ContactEvent.WriteReference(notice, contact, reference);
        return notice.WrittenMemory;
    }

    private async Task<string> LeaveAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        try
        {
            return await claims.LeaveAsync(name, json, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TopicUnavailableException("A contact too large for a message could not be left in storage.", failure);
        }
    }

    /// <summary>Quotes and backslashes take two bytes there.</summary>
    internal static int SizeInBatch(ReadOnlySpan<byte> json) => json.Length + json.Count((byte)'"') + json.Count((byte)'\\');

    /// <summary>News of a contact must not be taken for a second delivery of it.</summary>
    private static string MessageId(Contact contact) => contact.Revision is null ? contact.Id : $"{contact.Id}-{contact.Revision}";

    private ServiceBusMessage Message(Contact contact, ReadOnlyMemory<byte> body)
    {
        var message = MessageOf(contact, body);
        if (contact.Attachments.Any(static file => file.IsToBeFetched))
            message.ApplicationProperties[ContactTopic.Files] = ContactTopic.ToBeFetched;
        if (bot.Includes(contact))
            message.ApplicationProperties[ContactTopic.Bot] = ContactTopic.ToBeAnswered;
        return message;
    }

    private static ServiceBusMessage MessageOf(Contact contact, ReadOnlyMemory<byte> body) => new(body)
    {
        MessageId = MessageId(contact),
        SessionId = LeadingIdentity.BucketOf(contact),
        Subject = ContactEvent.Type,
        ApplicationProperties =
        {
            ["channel"] = contact.Channel,
            ["provider"] = contact.Provider,
            ["direction"] = contact.Direction,
        },
    };
}
