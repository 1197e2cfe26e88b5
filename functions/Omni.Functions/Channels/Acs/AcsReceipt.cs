using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>What became of a message of ours: a report of each recipient, in any order and letters of either case.</summary>
/// <remarks>
/// https://learn.microsoft.com/azure/event-grid/communication-services-telephony-sms-events,
/// https://learn.microsoft.com/azure/event-grid/communication-services-email-events
/// </remarks>
internal static class AcsReceipt
{
    public const string Mail = "acs-email";

    private const string Blocked = "Sender blocked";

    /// <returns>Null when it says nothing that is known.</returns>
    public static DeliveryReceipt? OfSms(AcsEvent item)
    {
        var at = item.Time("receivedTimestamp") ?? item.OccurredAt;
        return item.Text("deliveryStatus")?.ToUpperInvariant() switch
        {
            "DELIVERED" => Of(item, AcsChannel.Name, Delivery.At(DeliveryState.Delivered, at)),
            "FAILED" => Of(item, AcsChannel.Name, Delivery.At(DeliveryState.Failed, at, ReasonOf(item.Text("deliveryStatusDetails")))),
            _ => null,
        };
    }

    /// <returns>Null when it says nothing that is known.</returns>
    public static DeliveryReceipt? OfMail(AcsEvent item)
    {
        var at = item.Time("deliveryAttemptTimestamp") ?? item.OccurredAt;
        return item.Text("status") switch
        {
            null => null,
            var status when Is(status, "Delivered") || Is(status, "Expanded") => Of(item, Mail, Delivery.At(DeliveryState.Delivered, at)),
            var status => Of(item, Mail, Delivery.At(DeliveryState.Failed, at, IsWord(status) ? JsonNamingPolicy.CamelCase.ConvertName(status) : "failed")),
        };
    }

    /// <summary>Opened; a click comes after that.</summary>
    /// <returns>Null when it says nothing that is known.</returns>
    public static DeliveryReceipt? OfEngagement(AcsEvent item) =>
        item.Text("engagementType") is { } type && (Is(type, "view") || Is(type, "click")) ? Of(item, Mail, Delivery.At(DeliveryState.Read, item.Time("userActionTimestamp") ?? item.OccurredAt)) : null;

    private static DeliveryReceipt? Of(AcsEvent item, string provider, Delivery delivery) => item.Text("messageId") is { } id
        ? new DeliveryReceipt { Provider = provider, ProviderMessageId = id, Delivery = delivery, HeardAt = UtcMilliseconds.Cut(item.ReceivedAt) }
        : null;

    /// <summary>Newer ones begin with a number; the rest is a text, which may quote a number to call.</summary>
    private static string ReasonOf(string? details)
    {
        if (details?.Contains(Blocked, StringComparison.OrdinalIgnoreCase) == true)
            return "blocked";
        var code = details?.Split(':', 2) is [var number, _] && number.Length is > 0 and <= 6 && number.All(char.IsAsciiDigit) ? number : null;
        return code is null ? "failed" : $"acs{code}";
    }

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(string status) => status.Length <= 40 && status.All(char.IsAsciiLetter);
}
