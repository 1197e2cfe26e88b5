using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vk;

/// <summary>A message somebody wrote to the community, or in a group chat with it. No name is told, VK gives it on request only.</summary>
/// <remarks>https://dev.vk.com/ru/reference/objects/message</remarks>
internal static class VkMessage
{
    public static Contact ToContact(JsonElement message, string id, VkEnvelope envelope)
    {
        var receivedAt = UtcMilliseconds.Cut(envelope.ReceivedAt);
        return new Contact
        {
            Id = ContactId.From(VkChannel.Name, envelope.Community, id),
            Channel = VkChannel.Name,
            Provider = VkChannel.Name,
            Account = envelope.Community,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = message.Text("peer_id"u8),
            From = Sender(message.Whole("from_id"u8)),
            ReplyTo = message.Text("peer_id"u8),
            Text = message.Text("text"u8),
            Attachments = VkAttachments.Files(message),
            Extras = Extras(message),
            OccurredAt = message.UnixSeconds("date"u8) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = envelope.Object,
        };
    }

    public static ContactSender Sender(long? userId) => new()
    {
        Identities = userId is { } id ? [new("vk_user_id", id.ToString(CultureInfo.InvariantCulture), Trust.Verified)] : [],
    };

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement message)
    {
        var forwarded = message.At("fwd_messages"u8);
        var extras = new ContactExtras()
            .Add(ContactExtras.ReplyToMessageId, message.At("reply_message"u8).At("conversation_message_id"u8))
            .Add(ContactExtras.ButtonPayload, message.At("payload"u8))
            .Add(ContactExtras.Location, message.At("geo"u8))
            .Add("referral", message.At("ref"u8))
            .Add("forwarded", forwarded.ValueKind == JsonValueKind.Array && forwarded.GetArrayLength() > 0 ? forwarded : default);
        VkAttachments.AddOthers(message, extras);
        return extras.Build();
    }
}
