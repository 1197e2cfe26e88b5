using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>
/// What became of messages of ours: some by their ids, or all until a moment. Instagram names the message that was read and tells nothing of delivery.
/// </summary>
/// <remarks>
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/message-deliveries,
/// https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/message-reads
/// </remarks>
internal static class MessagingReceipt
{
    public static IEnumerable<DeliveryReceipt> Of(JsonElement item, MessagingEntry context)
    {
        var state = item.At("read"u8).IsObject() ? DeliveryState.Read : DeliveryState.Delivered;
        var told = state == DeliveryState.Read ? item.At("read"u8) : item.At("delivery"u8);
        var at = item.UnixMilliseconds("timestamp"u8) ?? told.UnixMilliseconds("watermark"u8) ?? context.ReceivedAt;
        var named = told.Items("mids"u8).Select(static mid => mid.ValueKind == JsonValueKind.String ? mid.GetString() : null).Append(told.Text("mid"u8)).OfType<string>().ToList();
        if (named.Count > 0)
            return named.Select(mid => Receipt(context, mid, Delivery.At(state, UtcMilliseconds.Cut(at))));
        return told.UnixMilliseconds("watermark"u8) is { } until && item.At("sender"u8).Text("id"u8) is { } person && (item.At("recipient"u8).Text("id"u8) ?? context.Account) is { } account
            ? [Receipt(context, string.Create(CultureInfo.InvariantCulture, $"{person}:{until.ToUnixTimeMilliseconds()}"), Delivery.At(state, until)) with
            {
                Conversation = new ReceivedConversation(account, new Identity(context.Product.SenderKind, person, Trust.Verified)) { UntilAt = until },
            }]
            : [];
    }

    private static DeliveryReceipt Receipt(MessagingEntry context, string id, Delivery delivery) =>
        new() { Provider = context.Product.Name, ProviderMessageId = id, Delivery = delivery, HeardAt = UtcMilliseconds.Cut(context.ReceivedAt) };
}
