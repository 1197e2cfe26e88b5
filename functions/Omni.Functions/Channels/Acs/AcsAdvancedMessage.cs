using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Acs;

/// <summary>A message of a messenger, so far WhatsApp, over Communication Services.</summary>
/// <remarks>https://learn.microsoft.com/azure/event-grid/communication-services-advanced-messaging-events</remarks>
internal static class AcsAdvancedMessage
{
    public static void Read(AcsEvent item, NormalisedRequestBuilder parts)
    {
        // The documented samples lack the message's id, which the documented list of attributes promises.
        var data = item.Data;
        var id = data.Text("messageId"u8) ?? item.Id;
        if (id is null || data.Text("to"u8) is not { } account)
            parts.Ignore(IgnoredReason.Unreadable, item.All, id);
        else if (data.Text("messageType"u8) == "reaction")
            parts.Ignore(IgnoredReason.Reaction, item.All, id);
        else
            parts.Add(ToContact(item, id, data.Text("from"u8), account));
    }

    private static Contact ToContact(AcsEvent item, string id, string? from, string account) => new()
    {
        Id = ContactId.From(AcsChannel.Name, account, id),
        Channel = item.Data.Text("channelType"u8) ?? "whatsapp",
        Provider = AcsChannel.Name,
        Account = account,
        Kind = ContactKind.Message,
        ProviderMessageId = id,
        Thread = from,
        From = new() { Identities = Sender(from) is { } sender ? [sender] : [] },
        ReplyTo = from,
        Text = Text(item.Data),
        Attachments = File(item.Data.At("media"u8)) is { } file ? [file] : [],
        Extras = new ContactExtras()
            .Add(ContactExtras.ReplyToMessageId, item.Data.At("context"u8).At("id"u8))
            .Add(ContactExtras.ButtonPayload, item.Data.At("button"u8).At("payload"u8))
            .Add(ContactExtras.ButtonPayload, Reply(item.Data).At("id"u8))
            .Add("interactive", item.Data.At("interactive"u8))
            .Build(),
        OccurredAt = item.OccurredAt,
        ReceivedAt = UtcMilliseconds.Cut(item.ReceivedAt),
        Raw = item.All,
    };

    /// <summary>Digits are a number. How people without a visible one are written is not documented; WhatsApp's own ids begin with a letter.</summary>
    private static Identity? Sender(string? from) =>
        from is [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..] ? new(IdentityKind.WhatsAppBusinessScopedId, from, Trust.Verified)
        : PhoneNumber.FromInternationalDigits(from) is { } phone ? new(IdentityKind.Phone, phone, Trust.Verified)
        : null;

    private static string? Text(JsonElement data) =>
        data.Text("content"u8) ?? data.At("media"u8).Text("caption"u8) ?? data.At("button"u8).Text("text"u8) ?? Reply(data).Text("title"u8);

    private static JsonElement Reply(JsonElement data)
    {
        var interactive = data.At("interactive"u8);
        return interactive.At("buttonReply"u8) is { ValueKind: JsonValueKind.Object } button ? button : interactive.At("listReply"u8);
    }

    private static Attachment? File(JsonElement media) => media.Text("id"u8) is { } fileId
        ? new Attachment { FileId = fileId, Name = media.Text("fileName"u8), ContentType = media.Text("mimeType"u8) }
        : null;
}
