using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Viber;

/// <summary>A message somebody sent to the bot; of a type nobody knows, only the fact is told, its content is in <see cref="Contact.Raw"/>.</summary>
/// <remarks>https://developers.viber.com/docs/api/rest-bot-api/#receive-message-from-user</remarks>
internal static class ViberMessage
{
    // There is one bot, and requests do not name it.
    private const string Account = "default";

    /// <param name="callback">The event.</param>
    /// <param name="token">The message's id: 64 bits, more than a double holds, hence text.</param>
    /// <param name="sender">The person's id, which is another one for every bot and changes with the person's number.</param>
    /// <param name="receivedAt">When the request came.</param>
    public static Contact ToContact(JsonElement callback, string token, string sender, DateTimeOffset receivedAt)
    {
        var message = callback.At("message"u8);
        return new Contact
        {
            Id = ContactId.From(ViberChannel.Name, Account, token),
            Channel = ViberChannel.Name,
            Provider = ViberChannel.Name,
            Account = Account,
            Kind = ContactKind.Message,
            ProviderMessageId = token,
            Thread = callback.Text("chat_id"u8) ?? sender,
            From = Sender(callback.At("sender"u8), sender),
            ReplyTo = sender,
            Text = Text(message),
            Attachments = File(message) is { } file ? [file] : [],
            Extras = Extras(message),
            OccurredAt = callback.UnixMilliseconds("timestamp"u8) ?? UtcMilliseconds.Cut(receivedAt),
            ReceivedAt = UtcMilliseconds.Cut(receivedAt),
            Raw = callback,
        };
    }

    /// <summary>Somebody subscribed, or did not want to hear of us any more.</summary>
    public static Contact ToConsent(JsonElement callback, string token, string person, bool given, DateTimeOffset receivedAt) => ConsentContact.Of(
        ViberChannel.Name, Account, token, Sender(callback.At("user"u8), person), ConsentContact.Subscription(ViberChannel.Name, given), callback.UnixMilliseconds("timestamp"u8), receivedAt, callback);

    private static ContactSender Sender(JsonElement person, string id)
    {
        var name = person.Text("name"u8)?.Trim();
        return new()
        {
            Identities = [new("viber_user_id", id, Trust.Verified)],
            DisplayName = string.IsNullOrEmpty(name) ? null : name,
            Language = person.Text("language"u8),
        };
    }

    private static string? Text(JsonElement message) => message.Text("type"u8) switch
    {
        "text" or "picture" or "video" or "file" or "url" or "location" or "contact" or "sticker" or "rich_media" => message.Text("text"u8),
        _ => null,
    };

    private static Attachment? File(JsonElement message) => message.Text("type"u8) switch
    {
        "picture" or "video" or "file" or "sticker" when message.Text("media"u8) is { } url =>
            new Attachment { Url = url, Name = message.Text("file_name"u8), Size = message.Whole("size"u8) },
        _ => null,
    };

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement message) => new ContactExtras()
        .Add(ContactExtras.Location, message.At("location"u8))
        .Add(ContactExtras.Card, message.At("contact"u8))
        .Add("link", message.Text("type"u8) == "url" ? message.At("media"u8) : default)
        .Add("stickerId", message.At("sticker_id"u8))
        .Add("trackingData", message.At("tracking_data"u8))
        .Build();
}
