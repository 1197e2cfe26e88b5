using System.Globalization;
using System.Text.Json;

namespace Omni.Functions.Channels.Vk;

/// <summary>One request holds one event of one community.</summary>
/// <remarks>https://dev.vk.com/ru/api/community-events/json-schema</remarks>
internal static class VkNormaliser
{
    private const string Advice = "Send one event with its type and group_id.";

    public static NormalisedRequest Normalise(WebhookRequest request)
    {
        if (JsonBody.Parse(request) is not { } callback)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (callback.Text("type"u8) is not { } type || callback.Text("group_id"u8) is not { } community)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        var envelope = new VkEnvelope(callback.At("object"u8), callback.Text("event_id"u8), community, request.ReceivedAt);
        switch (type)
        {
            case "message_new":
                ReadMessage(envelope, parts);
                break;
            case "message_event":
                VkButtonPress.Read(envelope, parts);
                break;
            case "message_read":
                parts.Hear(VkReceipt.Of(envelope), envelope.Object, envelope.EventId);
                break;
            case "message_allow" or "message_deny" when envelope.Object.Whole("user_id"u8) is { } user && envelope.EventId is { } id:
                parts.Add(ConsentContact.Of(
                    VkChannel.Name, community, id, VkMessage.Sender(user), ConsentContact.Subscription(VkChannel.Name, given: type == "message_allow"), at: null, request.ReceivedAt, envelope.Object));
                break;
            default:
                parts.Ignore(ReasonToIgnore(type), envelope.Object, envelope.EventId);
                break;
        }

        return parts.Build(Advice);
    }

    private static void ReadMessage(VkEnvelope envelope, NormalisedRequestBuilder parts)
    {
        // Before version 5.103 the object is the message itself.
        var message = envelope.Object.At("message"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : envelope.Object;

        // In group chats the message's own id is 0.
        if (message.Whole("peer_id"u8) is not { } peer || message.Whole("conversation_message_id"u8) is not { } number || message.Whole("from_id"u8) is not { } sender)
        {
            parts.Ignore(IgnoredReason.Unreadable, envelope.Object, envelope.EventId);
            return;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{peer}:{number}");
        if (message.At("action"u8).IsObject())
            parts.Ignore(IgnoredReason.ServiceNotice, envelope.Object, id);
        else if (sender <= 0 || message.Whole("out"u8) == 1)
            parts.Ignore(IgnoredReason.Echo, envelope.Object, id);
        else
            parts.Add(VkMessage.ToContact(message, id, envelope));
    }

    private static IgnoredReason ReasonToIgnore(string type) => type switch
    {
        "confirmation" => IgnoredReason.Check,
        "message_reply" => IgnoredReason.Echo,
        "message_edit" => IgnoredReason.Edit,
        "message_typing_state" => IgnoredReason.Progress,
        "message_reaction_event" => IgnoredReason.Reaction,
        "message_allow" or "message_deny" or "group_join" or "group_leave" => IgnoredReason.Subscription,
        _ => IgnoredReason.UnknownEvent,
    };
}

/// <summary>What holds for everything in a request.</summary>
/// <param name="Object">What the event is about. The rest of the body is not kept: the secret is in it.</param>
/// <param name="EventId">The event's own id.</param>
/// <param name="Community">Which of our communities it is for.</param>
/// <param name="ReceivedAt">When it came.</param>
internal readonly record struct VkEnvelope(JsonElement Object, string? EventId, string Community, DateTimeOffset ReceivedAt);
