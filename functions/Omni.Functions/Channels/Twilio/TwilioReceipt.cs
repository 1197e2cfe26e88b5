using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>What became of a message of ours. Comes in any order, without a time.</summary>
/// <remarks>https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks</remarks>
internal static class TwilioReceipt
{
    /// <returns>Null when it says nothing that is known.</returns>
    public static DeliveryReceipt? Of(JsonElement fields, string id, string provider, DateTimeOffset receivedAt)
    {
        DeliveryState? state = (fields.Text("MessageStatus"u8) ?? fields.Text("SmsStatus"u8)) switch
        {
            "sent" => DeliveryState.Sent,
            "delivered" => DeliveryState.Delivered,
            "read" => DeliveryState.Read,
            "failed" or "undelivered" => DeliveryState.Failed,
            _ => null,
        };
        return state is { } known
            ? new DeliveryReceipt
            {
                Provider = provider,
                ProviderMessageId = id,
                Delivery = Delivery.At(known, receivedAt, known == DeliveryState.Failed ? ReasonOf(fields) : null),
                HeardAt = receivedAt,
            }
            : null;
    }

    private static string ReasonOf(JsonElement fields) => fields.Whole("ErrorCode"u8) is { } code ? $"twilio{code}" : "failed";
}
