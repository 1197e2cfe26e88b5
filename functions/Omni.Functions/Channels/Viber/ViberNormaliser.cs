using System.Text.Json;

namespace Omni.Functions.Channels.Viber;

/// <summary>One request holds one event.</summary>
/// <remarks>https://developers.viber.com/docs/api/rest-bot-api/#callbacks</remarks>
internal static class ViberNormaliser
{
    private const string Advice = "Send one event with its name in the member event.";

    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (JsonBody.Parse(request) is not { } callback)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (callback.Text("event"u8) is not { } name)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        if (name == "message")
            ReadMessage(callback, request.ReceivedAt, parts);
        else
            ReadOther(name, callback, request.ReceivedAt, parts);
        return parts.Build(Advice);
    }

    private static void ReadOther(string name, JsonElement callback, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var token = callback.Text("message_token"u8);
        if (ReasonToIgnore(name) is var reason && reason == IgnoredReason.Receipt)
            parts.Hear(ViberReceipt.Of(callback, name, receivedAt), callback, token);
        else if (reason == IgnoredReason.Subscription && token is not null && (callback.Text("user_id"u8) ?? callback.At("user"u8).Text("id"u8)) is { } person)
            parts.Add(ViberMessage.ToConsent(callback, token, person, given: name == "subscribed", receivedAt));
        else
            parts.Ignore(reason, callback, token);
    }

    private static void ReadMessage(JsonElement callback, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var token = callback.Text("message_token"u8);
        if (token is not null && callback.At("sender"u8).Text("id"u8) is { } sender && callback.At("message"u8).IsObject())
            parts.Add(ViberMessage.ToContact(callback, token, sender, receivedAt));
        else
            parts.Ignore(IgnoredReason.Unreadable, callback, token);
    }

    private static IgnoredReason ReasonToIgnore(string name) => name switch
    {
        "webhook" => IgnoredReason.Check,
        "delivered" or "seen" or "failed" => IgnoredReason.Receipt,
        "subscribed" or "unsubscribed" => IgnoredReason.Subscription,
        "conversation_started" => IgnoredReason.Progress,
        _ => IgnoredReason.UnknownEvent,
    };
}
