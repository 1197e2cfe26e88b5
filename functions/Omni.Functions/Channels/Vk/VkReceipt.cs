using System.Globalization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vk;

/// <summary>Somebody read what the community wrote, up to a message. The event has no time.</summary>
/// <remarks>https://dev.vk.com/ru/api/community-events/json-schema</remarks>
internal static class VkReceipt
{
    /// <returns>Null when it says something else: in a group chat it is not known who read what, and a community reads as well.</returns>
    public static DeliveryReceipt? Of(VkEnvelope envelope)
    {
        var receivedAt = UtcMilliseconds.Cut(envelope.ReceivedAt);
        return envelope.Object.Whole("from_id"u8) is > 0 and { } person && person == envelope.Object.Whole("peer_id"u8) && envelope.Object.Whole("read_message_id"u8) is { } last
            ? new DeliveryReceipt
            {
                Provider = VkChannel.Name,
                ProviderMessageId = string.Create(CultureInfo.InvariantCulture, $"{person}:{last}"),
                Conversation = new ReceivedConversation(envelope.Community, new Identity("vk_user_id", person.ToString(CultureInfo.InvariantCulture), Trust.Verified)) { UntilMessage = last },
                Delivery = Delivery.At(DeliveryState.Read, receivedAt),
                HeardAt = receivedAt,
            }
            : null;
    }
}
