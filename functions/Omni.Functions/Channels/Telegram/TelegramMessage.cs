using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Telegram;

/// <summary>A message somebody wrote to the bot, in a group with it, or to a business account it serves.</summary>
/// <remarks>https://core.telegram.org/bots/api#message</remarks>
internal static class TelegramMessage
{
    // Members by which Telegram reports on a chat; the person named as sender did it, but wrote nothing.
    private static readonly FrozenSet<string> Notices = FrozenSet.Create(
        StringComparer.Ordinal,
        "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title", "new_chat_photo", "delete_chat_photo",
        "group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id",
        "migrate_from_chat_id", "pinned_message", "connected_website", "write_access_allowed", "proximity_alert_triggered", "boost_added",
        "chat_background_set", "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "paid_message_price_changed",
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
        "general_forum_topic_unhidden", "giveaway_created", "giveaway_completed", "video_chat_scheduled", "video_chat_started",
        "video_chat_ended", "video_chat_participants_invited");

    public static void Read(JsonElement message, TelegramEnvelope envelope, NormalisedRequestBuilder parts)
    {
        if (message.Whole("message_id"u8) is not { } number || message.At("chat"u8).Whole("id"u8) is not { } chat)
        {
            parts.Ignore(IgnoredReason.Unreadable, envelope.Update);
            return;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{chat}:{number}");
        if (ReasonToIgnore(message, chat) is { } reason)
            parts.Ignore(reason, envelope.Update, id);
        else
            parts.Add(ToContact(message, id, chat.ToString(CultureInfo.InvariantCulture), envelope));
    }

    private static IgnoredReason? ReasonToIgnore(JsonElement message, long chat)
    {
        var from = message.At("from"u8);
        if (from.Whole("id"u8) is not { } userId || message.IsTrue("is_automatic_forward"u8))
            return IgnoredReason.NoAuthor;
        if (from.IsTrue("is_bot"u8))
            return message.At("sender_chat"u8).IsObject() ? IgnoredReason.NoAuthor : IgnoredReason.Echo;

        // A business account's chat is named after the customer: anybody else who writes there is the owner, or a bot of his.
        if (message.Text("business_connection_id"u8) is not null && userId != chat)
            return IgnoredReason.Echo;
        foreach (var member in message.EnumerateObject())
        {
            if (Notices.Contains(member.Name))
                return IgnoredReason.ServiceNotice;
        }

        return null;
    }

    private static Contact ToContact(JsonElement message, string id, string chat, TelegramEnvelope envelope)
    {
        var receivedAt = UtcMilliseconds.Cut(envelope.ReceivedAt);

        // A business account counts its own messages, and its chat with a person bears the same id as the bot's.
        var account = message.Text("business_connection_id"u8) is { } connection ? $"{envelope.Account}:{connection}" : envelope.Account;
        var from = message.At("from"u8);
        return new Contact
        {
            Id = ContactId.From(TelegramChannel.Name, account, id),
            Channel = TelegramChannel.Name,
            Provider = TelegramChannel.Name,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = chat,
            From = TelegramSender.Of(from, from.Whole("id"u8) ?? 0, message.At("contact"u8)),
            ReplyTo = chat,
            Text = message.Text("text"u8) ?? message.Text("caption"u8),
            Attachments = TelegramFile.Of(message) is { } file ? [file] : [],
            Extras = Extras(message),
            OccurredAt = message.UnixSeconds("date"u8) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = envelope.Update,
        };
    }

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement message) => new ContactExtras()
        .Add(ContactExtras.ReplyToMessageId, message.At("reply_to_message"u8).At("message_id"u8))
        .Add(ContactExtras.Location, message.At("location"u8))
        .Add(ContactExtras.Card, message.At("contact"u8))
        .Add("venue", message.At("venue"u8))
        .Add("poll", message.At("poll"u8))
        .Add("dice", message.At("dice"u8))
        .Add("forwardOrigin", message.At("forward_origin"u8))
        .Add("mediaGroupId", message.At("media_group_id"u8))
        .Add("topicId", message.At("message_thread_id"u8))
        .Add("businessConnectionId", message.At("business_connection_id"u8))
        .Build();
}
