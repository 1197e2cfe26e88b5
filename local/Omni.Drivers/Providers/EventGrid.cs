using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Event Grid when it delivers an event of Azure Communication Services.</summary>
public sealed class EventGrid(Func<string, string> setting)
{
    private const string Resource = "/subscriptions/00000000-0000-0000-0000-0000000f1c01/resourceGroups/rg-hub/providers/Microsoft.Communication/communicationServices/acs-hub";

    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        (call with { Query = $"?code={Uri.EscapeDataString(setting("Channels__Acs__Key"))}" }).ProvenBy();

    /// <param name="phone">E.164.</param>
    /// <param name="messageId">The provider's id of the message.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string phone, string messageId, string text, DateTimeOffset at) => Deliver(
        "Microsoft.Communication.SMSReceived", messageId, at,
        new { messageId, from = phone, to = "+12025550100", message = text, receivedTimestamp = at.UtcDateTime, segmentCount = 1 });

    public SignedRequest Call(string phone, string name, string callId, DateTimeOffset at) => Deliver(
        "Microsoft.Communication.IncomingCall", callId, at,
        new
        {
            from = new { kind = "phoneNumber", rawId = $"4:{phone}", phoneNumber = new { value = phone } },
            to = new { kind = "phoneNumber", rawId = "4:+12025550100", phoneNumber = new { value = "+12025550100" } },
            callerDisplayName = name,
            correlationId = callId,
        });

    private SignedRequest Deliver(string eventType, string id, DateTimeOffset at, object data)
    {
        var call = new ProviderCall
        {
            Provider = "acs",
            PublicUrl = setting("Omni__PublicUrl"),
            Body = JsonSerializer.SerializeToUtf8Bytes(new[] { new { id, topic = Resource, subject = "", data, eventType, dataVersion = "1.0", metadataVersion = "1", eventTime = at.UtcDateTime } }),
            ContentType = "application/json; charset=utf-8",
            Headers = [KeyValuePair.Create("aeg-event-type", "Notification")],
            At = at,
        };
        return Prove(call, setting);
    }
}
