using System.Text;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vonage;

/// <summary>A message of the Messages API, whatever channel it came over; one to a request.</summary>
/// <remarks>
/// https://developer.vonage.com/en/api/messages: version 1 is flat. Version 0, which accounts may still be set to, puts the sender
/// under <c>from</c> and the content under <c>message.content</c>.
/// </remarks>
internal static class VonageMessage
{
    public static void Read(JsonElement fields, string id, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var content = fields.At("message"u8).At("content"u8) is { ValueKind: JsonValueKind.Object } nested ? nested : fields;
        var type = content.Text("message_type"u8) ?? content.Text("type"u8);
        if (type is null)
            parts.Ignore(fields.Text("status"u8) is null ? IgnoredReason.UnknownEvent : IgnoredReason.Receipt, fields, id);
        else if (type == "reaction")
            parts.Ignore(IgnoredReason.Reaction, fields, id);
        else
            parts.Add(ToContact(fields, id, new(content, content.At(Encoding.UTF8.GetBytes(type))), UtcMilliseconds.Cut(receivedAt)));
    }

    private static Contact ToContact(JsonElement fields, string id, VonageContent content, DateTimeOffset receivedAt)
    {
        // Where the id of a person with a username stands is documented for receipts, under recipient; sender mirrors it.
        var userId = fields.At("whatsapp"u8).At("sender"u8).Text("user_id"u8);
        var sender = Address(fields.At("from"u8), fields, "from"u8);
        var account = Address(fields.At("to"u8), fields, "to"u8) ?? VonageChannel.Name;
        var channel = Channel(fields.Text("channel"u8) ?? fields.At("from"u8).Text("type"u8));
        return new Contact
        {
            Id = ContactId.From(VonageChannel.Name, account, id),
            Channel = channel,
            Provider = VonageChannel.Name,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = sender ?? userId,
            From = VonageSender.Of(channel, sender, fields.At("profile"u8), userId),
            ReplyTo = sender ?? userId,
            Text = content.Text,
            Attachments = content.File is { } file ? [file] : [],
            Extras = Extras(fields, content),
            OccurredAt = VonageFields.Time(fields, "timestamp"u8) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = fields,
        };
    }

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement fields, VonageContent content) => new ContactExtras()
        .Add(ContactExtras.ReplyToMessageId, fields.At("context"u8).At("message_uuid"u8))
        .Add(ContactExtras.ButtonPayload, content.All.At("reply"u8).At("id"u8))
        .Add(ContactExtras.ButtonPayload, content.All.At("button"u8).At("payload"u8))
        .Add(ContactExtras.Location, content.All.At("location"u8))
        .Add(ContactExtras.Card, content.All.At("contact"u8))
        .Add("order", content.All.At("order"u8))
        .Add("referral", fields.At("whatsapp"u8).At("referral"u8))
        .Add("username", fields.At("profile"u8).At("username"u8))
        .Build();

    private static string? Address(JsonElement end, JsonElement fields, ReadOnlySpan<byte> name) =>
        end.IsObject() ? end.Text("number"u8) ?? end.Text("id"u8) : fields.Text(name);

    /// <summary>What the customer used, not the service it is sold as.</summary>
    private static string Channel(string? word) => word switch
    {
        null or "sms" or "mms" => "sms",
        "viber_service" or "viber_service_msg" => "viber",
        _ => word,
    };
}

/// <param name="All">Everything that is said.</param>
/// <param name="Part">The member named after the kind of message; undefined for some kinds, a text for others.</param>
internal readonly record struct VonageContent(JsonElement All, JsonElement Part)
{
    public string? Text =>
        All.Text("text"u8) ?? Part.Text("caption"u8) ?? All.At("reply"u8).Text("title"u8) ?? All.At("button"u8).Text("text"u8);

    /// <summary>Fetched with a token of ours, or public: the address tells.</summary>
    public Attachment? File => Part.Text("url"u8) is { } url ? new Attachment { Url = url, Name = Part.Text("name"u8) } : null;
}
