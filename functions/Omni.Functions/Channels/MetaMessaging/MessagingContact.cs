using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>A message or a pressed button. No name is told, Meta gives it on request only.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messages</remarks>
internal static class MessagingContact
{
    // As seconds this lies in the year 5138, as milliseconds in 1973.
    private const long FirstOfMilliseconds = 100_000_000_000;

    public static Contact From(JsonElement item, JsonElement content, MessagingEntry entry, MessagingIds ids)
    {
        var receivedAt = UtcMilliseconds.Cut(entry.ReceivedAt);
        return new Contact
        {
            Id = ContactId.From(entry.Product.Name, ids.Account, ids.Message),
            Channel = entry.Product.Name,
            Provider = entry.Product.Name,
            Account = ids.Account,
            Kind = ContactKind.Message,
            ProviderMessageId = ids.Message,
            Thread = ids.Sender,
            From = new() { Identities = [new(entry.Product.SenderKind, ids.Sender, Trust.Verified)] },
            ReplyTo = ids.Sender,
            Text = content.Text("text"u8) ?? content.Text("title"u8),
            Attachments = MessagingAttachments.Files(content),
            Extras = Extras(content),
            OccurredAt = OccurredAt(item) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = item,
        };
    }

    /// <summary>Milliseconds in the documentation; the test messages of Instagram's console have seconds.</summary>
    private static DateTimeOffset? OccurredAt(JsonElement item) =>
        item.Whole("timestamp"u8) < FirstOfMilliseconds ? item.UnixSeconds("timestamp"u8) : item.UnixMilliseconds("timestamp"u8);

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement content)
    {
        var replyTo = content.At("reply_to"u8);
        var extras = new ContactExtras()
            .Add(ContactExtras.ReplyToMessageId, replyTo.At("mid"u8))
            .Add("replyToStory", replyTo.At("story"u8))
            .Add(ContactExtras.ButtonPayload, content.At("quick_reply"u8).At("payload"u8))
            .Add(ContactExtras.ButtonPayload, content.At("payload"u8))
            .Add("referral", content.At("referral"u8))
            .Add("unsupported", content.At("is_unsupported"u8));
        MessagingAttachments.AddOthers(content, extras);
        return extras.Build();
    }
}

/// <param name="Account">Our Page or account.</param>
/// <param name="Sender">The person, as this account knows it.</param>
/// <param name="Message">The message or the press.</param>
internal readonly record struct MessagingIds(string Account, string Sender, string Message);
