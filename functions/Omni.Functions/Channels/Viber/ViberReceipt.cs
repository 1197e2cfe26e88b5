using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Viber;

/// <summary>What became of a message of ours, which its token names.</summary>
/// <remarks>https://developers.viber.com/docs/api/rest-bot-api/#message-receipts-callbacks</remarks>
internal static class ViberReceipt
{
    /// <returns>Null when it says nothing of a message of ours.</returns>
    public static DeliveryReceipt? Of(JsonElement callback, string name, DateTimeOffset receivedAt)
    {
        DeliveryState? state = name switch
        {
            "delivered" => DeliveryState.Delivered,
            "seen" => DeliveryState.Read,
            "failed" => DeliveryState.Failed,
            _ => null,
        };
        return state is { } known && callback.Text("message_token"u8) is { } token
            ? new DeliveryReceipt
            {
                Provider = ViberChannel.Name,
                ProviderMessageId = token,
                Delivery = Delivery.At(known, callback.UnixMilliseconds("timestamp"u8) ?? receivedAt, known == DeliveryState.Failed ? "failed" : null),
                HeardAt = receivedAt,
            }
            : null;
    }
}
