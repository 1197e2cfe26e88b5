using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vk;

/// <summary>A callback button was pressed. Neither the time nor the button's label is told.</summary>
/// <remarks>https://dev.vk.com/ru/api/community-events/json-schema#message_event</remarks>
internal static class VkButtonPress
{
    public static void Read(VkEnvelope envelope, NormalisedRequestBuilder parts)
    {
        var press = envelope.Object;
        if (press.Text("event_id"u8) is not { } id || press.Whole("user_id"u8) is not { } userId)
        {
            parts.Ignore(IgnoredReason.Unreadable, press, envelope.EventId);
            return;
        }

        var receivedAt = UtcMilliseconds.Cut(envelope.ReceivedAt);
        var peer = press.Text("peer_id"u8) ?? press.Text("user_id"u8);
        parts.Add(new Contact
        {
            Id = ContactId.From(VkChannel.Name, envelope.Community, id),
            Channel = VkChannel.Name,
            Provider = VkChannel.Name,
            Account = envelope.Community,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = peer,
            From = VkMessage.Sender(userId),
            ReplyTo = peer,
            Extras = new ContactExtras()
                .Add(ContactExtras.ButtonPayload, press.At("payload"u8))
                .Add(ContactExtras.ReplyToMessageId, press.At("conversation_message_id"u8))
                .Build(),
            OccurredAt = receivedAt,
            ReceivedAt = receivedAt,
            Raw = press,
        });
    }
}
