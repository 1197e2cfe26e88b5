using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.WhatsApp;

/// <summary>One message; a type nobody knows gives a contact with nothing in it, its content is in <see cref="Contact.Raw"/>.</summary>
internal static class WhatsAppMessage
{
    public static Contact ToContact(JsonElement message, string id, string account, JsonElement value, DateTimeOffset receivedAt)
    {
        var sender = WhatsAppSender.Of(message, value);
        return new Contact
        {
            Id = ContactId.From(WhatsAppChannel.Name, account, id),
            Channel = WhatsAppChannel.Name,
            Provider = WhatsAppChannel.Name,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = message.Text("group_id"u8) ?? sender.Address,
            From = sender.ToContactSender(),
            ReplyTo = sender.Address,
            Text = Text(message),
            Attachments = Media(message) is { } media ? [media] : [],
            Extras = Extras(message, sender),
            OccurredAt = message.UnixSeconds("timestamp"u8) ?? UtcMilliseconds.Cut(receivedAt),
            ReceivedAt = UtcMilliseconds.Cut(receivedAt),
            Raw = message,
        };
    }

    private static string? Text(JsonElement message) => message.Text("type"u8) switch
    {
        "text" => message.At("text"u8).Text("body"u8),
        "button" => message.At("button"u8).Text("text"u8),
        "interactive" => Reply(message).Text("title"u8),
        _ => File(message).Text("caption"u8),
    };

    private static Attachment? Media(JsonElement message)
    {
        var file = File(message);
        return file.Text("id"u8) is { } fileId
            ? new Attachment
            {
                FileId = fileId,
                Name = file.Text("filename"u8),
                ContentType = file.Text("mime_type"u8),
                Sha256 = Hex(file.Text("sha256"u8)),
            }
            : null;
    }

    private static JsonElement File(JsonElement message) => message.Text("type"u8) switch
    {
        "image" => message.At("image"u8),
        "video" => message.At("video"u8),
        "audio" => message.At("audio"u8),
        "document" => message.At("document"u8),
        "sticker" => message.At("sticker"u8),
        _ => default,
    };

    /// <summary>What was chosen from an interactive message: the payload is in a member named after its own type.</summary>
    private static JsonElement Reply(JsonElement message)
    {
        var interactive = message.At("interactive"u8);
        return interactive.At("button_reply"u8) is { ValueKind: JsonValueKind.Object } button ? button : interactive.At("list_reply"u8);
    }

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement message, WhatsAppSender sender)
    {
        var context = message.At("context"u8);
        var payload = Reply(message).At("id"u8);
        return new ContactExtras()
            .Add(ContactExtras.ReplyToMessageId, context.At("id"u8))
            .Add("forwarded", context.At("forwarded"u8))
            .Add("frequentlyForwarded", context.At("frequently_forwarded"u8))
            .Add(ContactExtras.ButtonPayload, payload.ValueKind == JsonValueKind.Undefined ? message.At("button"u8).At("payload"u8) : payload)
            .Add("interactive", message.At("interactive"u8))
            .Add(ContactExtras.Location, message.At("location"u8))
            .Add(ContactExtras.Card, message.At("contacts"u8))
            .Add("order", message.At("order"u8))
            .Add("referral", message.At("referral"u8))
            .Add("groupId", message.At("group_id"u8))
            .Add("voice", message.At("audio"u8).At("voice"u8))
            .Add("username", sender.Profile.At("username"u8))
            .Add("unsupported", message.At("unsupported"u8))
            .Add("errors", message.At("errors"u8))
            .Build();
    }

    /// <summary>Meta writes hashes in base64.</summary>
    private static string? Hex(string? base64)
    {
        Span<byte> hash = stackalloc byte[64];
        return base64 is not null && Convert.TryFromBase64String(base64, hash, out var length) ? Convert.ToHexStringLower(hash[..length]) : null;
    }
}
