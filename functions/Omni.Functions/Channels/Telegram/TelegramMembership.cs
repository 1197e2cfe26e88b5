using System.Globalization;
using System.Text.Json;

namespace Omni.Functions.Channels.Telegram;

/// <summary>Somebody blocked the bot, or let it in again.</summary>
/// <remarks>https://core.telegram.org/bots/api#chatmemberupdated</remarks>
internal static class TelegramMembership
{
    /// <summary>Of groups and channels nobody in particular says it.</summary>
    public static void Read(JsonElement part, TelegramEnvelope envelope, NormalisedRequestBuilder parts)
    {
        var id = envelope.Update.Text("update_id"u8);
        bool? given = part.At("new_chat_member"u8).Text("status"u8) switch { "kicked" => false, "member" => true, _ => null };
        if (given is { } isGiven && part.At("chat"u8).Text("type"u8) == "private" && part.At("from"u8).Whole("id"u8) is { } user)
            parts.Add(ConsentContact.Of(
                TelegramChannel.Name,
                envelope.Account,
                string.Create(CultureInfo.InvariantCulture, $"membership-{id}"),
                TelegramSender.Of(part.At("from"u8), user),
                ConsentContact.Subscription(TelegramChannel.Name, isGiven),
                part.UnixSeconds("date"u8),
                envelope.ReceivedAt,
                envelope.Update));
        else
            parts.Ignore(IgnoredReason.Subscription, envelope.Update, id);
    }
}
