using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>What became of a message of ours.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status</remarks>
internal static class WhatsAppReceipt
{
    /// <returns>Null when it says nothing that is known.</returns>
    public static DeliveryReceipt? Of(JsonElement status, DateTimeOffset receivedAt)
    {
        DeliveryState? state = status.Text("status"u8) switch
        {
            "sent" => DeliveryState.Sent,
            "delivered" => DeliveryState.Delivered,
            "read" or "played" => DeliveryState.Read,
            "failed" => DeliveryState.Failed,
            _ => null,
        };
        return state is { } known && status.Text("id"u8) is { } id
            ? new DeliveryReceipt
            {
                Provider = WhatsAppChannel.Name,
                ProviderMessageId = id,
                Delivery = Delivery.At(known, status.UnixSeconds("timestamp"u8) ?? receivedAt, known == DeliveryState.Failed ? ReasonOf(status) : null),
                HeardAt = receivedAt,
            }
            : null;
    }

    private static string ReasonOf(JsonElement status)
    {
        foreach (var error in status.Items("errors"u8))
            return error.Whole("code"u8) is { } code ? $"meta{code}" : "failed";
        return "failed";
    }
}
