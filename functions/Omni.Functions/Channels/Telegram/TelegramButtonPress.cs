using System.Globalization;
using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Telegram;

/// <summary>A button under one of our messages was pressed. Neither the time nor the button's label is told.</summary>
/// <remarks>https://core.telegram.org/bots/api#callbackquery</remarks>
internal static class TelegramButtonPress
{
    public static void Read(JsonElement press, TelegramEnvelope envelope, NormalisedRequestBuilder parts)
    {
        var from = press.At("from"u8);
        if (press.Text("id"u8) is not { } id || from.Whole("id"u8) is not { } userId)
        {
            parts.Ignore(IgnoredReason.Unreadable, envelope.Update, press.Text("id"u8));
            return;
        }

        var chat = press.At("message"u8).At("chat"u8).Whole("id"u8) ?? userId;
        var thread = chat.ToString(CultureInfo.InvariantCulture);
        var receivedAt = UtcMilliseconds.Cut(envelope.ReceivedAt);
        parts.Add(new Contact
        {
            Id = ContactId.From(TelegramChannel.Name, envelope.Account, id),
            Channel = TelegramChannel.Name,
            Provider = TelegramChannel.Name,
            Account = envelope.Account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = thread,
            From = TelegramSender.Of(from, userId),
            ReplyTo = thread,
            Extras = new ContactExtras()
                .Add(ContactExtras.ButtonPayload, press.At("data"u8))
                .Add(ContactExtras.ReplyToMessageId, press.At("message"u8).At("message_id"u8))
                .Build(),
            OccurredAt = receivedAt,
            ReceivedAt = receivedAt,
            Raw = envelope.Update,
        });
    }
}
