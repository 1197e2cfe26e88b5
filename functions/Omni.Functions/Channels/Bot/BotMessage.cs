using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Bot;

/// <summary>What a person wrote to the bot.</summary>
internal static class BotMessage
{
    private const string Mention = "mention";
    private const string ClientInfo = "clientInfo";

    /// <summary>Our word for the chat of a site, whichever way it comes.</summary>
    private const string WebChat = "webchat";

    /// <summary>So begins an id that our own server gave the visitor within a token; any other is the visitor's own word.</summary>
    private const string Issued = "dl_";

    /// <returns>Null when a part is missing without which nobody could be answered.</returns>
    public static Contact? ToContact(JsonElement activity, DateTimeOffset receivedAt, string defaultRegion)
    {
        if (activity.Text("id"u8) is not { } id || activity.Text("channelId"u8) is not { } channel || activity.Text("serviceUrl"u8) is not { } service
            || activity.At("conversation"u8).Text("id"u8) is not { } conversation || activity.At("from"u8).Text("id"u8) is not { } user || activity.At("recipient"u8).Text("id"u8) is not { } bot)
            return null;
        var text = WithoutMentions(activity, bot);
        var messageId = $"{channel}:{conversation}:{id}";
        return new Contact
        {
            Id = ContactId.From(BotNormaliser.Provider, bot, messageId),
            Channel = channel switch { "directline" => WebChat, "facebook" => "messenger", _ => channel },
            Provider = BotNormaliser.Provider,
            Account = bot,
            Kind = ContactKind.Message,
            ProviderMessageId = messageId,
            Thread = conversation,
            From = Sender(activity, channel, user, text, defaultRegion),
            ReplyTo = $"{service.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(conversation)}#{Uri.EscapeDataString(user)}",
            Text = text,
            Attachments = BotFiles.Of(activity),
            Extras = Extras(activity),
            OccurredAt = TimeOf(activity, receivedAt),
            ReceivedAt = UtcMilliseconds.Cut(receivedAt),
            Raw = activity,
        };
    }

    private static ContactSender Sender(JsonElement activity, string channel, string user, string? text, string defaultRegion)
    {
        var from = activity.At("from"u8);
        var trust = channel is "directline" or WebChat && !user.StartsWith(Issued, StringComparison.Ordinal) ? Trust.Asserted : Trust.Verified;
        var name = from.Text("name"u8)?.Trim();
        return new ContactSender
        {
            Identities =
            [
                new(BotNormaliser.UserKind, $"{channel}:{user}", trust),
                .. from.Text("aadObjectId"u8) is { } employee ? new[] { new Identity("entra_user", employee, Trust.Verified) } : [],
                .. TypedAddresses.In(text, defaultRegion),
            ],
            DisplayName = string.IsNullOrEmpty(name) || name == user ? null : name,
            Language = activity.Text("locale"u8),
        };
    }

    /// <summary>The channel's time of the act; ours where it has none.</summary>
    private static DateTimeOffset TimeOf(JsonElement activity, DateTimeOffset receivedAt)
    {
        var told = activity.At("timestamp"u8);
        return UtcMilliseconds.Cut(told.ValueKind == JsonValueKind.String && told.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : receivedAt);
    }

    /// <summary>In a group people name the bot that they speak to; that is no part of what they say.</summary>
    private static string? WithoutMentions(JsonElement activity, string bot)
    {
        var text = activity.Text("text"u8);
        foreach (var entity in activity.Items("entities"u8))
        {
            if (text is not null && entity.Text("type"u8) == Mention && entity.At("mentioned"u8).Text("id"u8) == bot && entity.Text("text"u8) is { } named)
                text = text.Replace(named, "", StringComparison.Ordinal).Trim();
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement activity)
    {
        var extras = new ContactExtras().Add(ContactExtras.ButtonPayload, activity.At("value"u8)).Add(ContactExtras.Card, BotFiles.CardOf(activity));
        if (activity.Text("replyToId"u8) is not null)
            extras.Add(ContactExtras.ReplyToMessageId, activity.At("replyToId"u8));
        foreach (var entity in activity.Items("entities"u8))
        {
            if (entity.Text("type"u8) == ClientInfo)
                extras.Add(ClientInfo, entity);
        }

        return extras.Build();
    }
}
