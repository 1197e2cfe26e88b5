using System.Text.Json;

namespace Omni.Functions.Channels.Telegram;

/// <summary>One update holds one thing, in a member named after its kind.</summary>
/// <remarks>https://core.telegram.org/bots/api#update</remarks>
internal static class TelegramNormaliser
{
    private const string Advice = "Send one update with an update_id.";

    public static NormalisedRequest Normalise(WebhookRequest request, string account)
    {
        if (JsonBody.Parse(request) is not { } update)
            return NormalisedRequest.Refused(JsonBody.Advice);
        if (update.Whole("update_id"u8) is null)
            return NormalisedRequest.Refused(Advice);

        var parts = new NormalisedRequestBuilder();
        var envelope = new TelegramEnvelope(update, account, request.ReceivedAt);
        foreach (var member in update.EnumerateObject())
        {
            if (!member.NameEquals("update_id"u8))
                Read(member.Name, member.Value, envelope, parts);
        }

        return parts.Build(Advice);
    }

    private static void Read(string kind, JsonElement part, TelegramEnvelope envelope, NormalisedRequestBuilder parts)
    {
        if (!part.IsObject())
        {
            parts.Ignore(IgnoredReason.Unreadable, envelope.Update);
            return;
        }

        switch (kind)
        {
            case "message" or "business_message" or "guest_message":
                TelegramMessage.Read(part, envelope, parts);
                break;
            case "callback_query":
                TelegramButtonPress.Read(part, envelope, parts);
                break;
            case "my_chat_member":
                TelegramMembership.Read(part, envelope, parts);
                break;
            default:
                parts.Ignore(ReasonToIgnore(kind), envelope.Update, envelope.Update.Text("update_id"u8));
                break;
        }
    }

    private static IgnoredReason ReasonToIgnore(string kind) => kind switch
    {
        "edited_message" or "edited_business_message" or "edited_channel_post" => IgnoredReason.Edit,
        "deleted_business_messages" => IgnoredReason.Deletion,
        "channel_post" => IgnoredReason.NoAuthor,
        "message_reaction" or "message_reaction_count" => IgnoredReason.Reaction,
        "chat_member" or "chat_join_request" => IgnoredReason.Subscription,
        _ => IgnoredReason.UnknownEvent,
    };
}

/// <summary>What holds for every part of an update.</summary>
internal readonly record struct TelegramEnvelope(JsonElement Update, string Account, DateTimeOffset ReceivedAt);
