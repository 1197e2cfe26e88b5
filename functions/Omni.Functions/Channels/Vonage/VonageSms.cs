using System.Text.Json;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Vonage;

/// <summary>An SMS of the SMS API. Long ones come in parts, each with an id of its own; each is a contact that says which part it is.</summary>
/// <remarks>https://developer.vonage.com/en/messaging/sms/guides/inbound-sms</remarks>
internal static class VonageSms
{
    public static void Read(JsonElement fields, DateTimeOffset receivedAt, NormalisedRequestBuilder parts)
    {
        var id = fields.Text("messageId"u8) ?? fields.Text("message-id"u8);
        if (id is not null && fields.Text("status"u8) is not null)
            parts.Ignore(IgnoredReason.Receipt, fields, id);
        else if (id is not null && fields.Text("msisdn"u8) is { } sender)
            parts.Add(ToContact(fields, id, sender, UtcMilliseconds.Cut(receivedAt)));
        else
            parts.Ignore(IgnoredReason.UnknownEvent, fields, id);
    }

    private static Contact ToContact(JsonElement fields, string id, string sender, DateTimeOffset receivedAt)
    {
        var account = fields.Text("to"u8) ?? fields.Text("api-key"u8) ?? VonageChannel.Name;
        return new Contact
        {
            Id = ContactId.From(VonageChannel.Name, account, id),
            Channel = "sms",
            Provider = VonageChannel.Name,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = sender,
            From = VonageSender.Of("sms", sender),
            ReplyTo = sender,
            Text = fields.Text("text"u8),
            Extras = new ContactExtras()
                .Add("concatRef", fields.At("concat-ref"u8))
                .Add("concatTotal", fields.At("concat-total"u8))
                .Add("concatPart", fields.At("concat-part"u8))
                .Add("data", fields.At("data"u8))
                .Add("udh", fields.At("udh"u8))
                .Build(),
            OccurredAt = VonageFields.Time(fields, "message-timestamp"u8) ?? receivedAt,
            ReceivedAt = receivedAt,
            Raw = fields,
        };
    }
}
