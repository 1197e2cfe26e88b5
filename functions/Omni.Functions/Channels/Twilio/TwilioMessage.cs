using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.Twilio;

/// <summary>An SMS, MMS or messenger's message that Twilio passes on; one to a request. Requests have no time of their own.</summary>
/// <remarks>https://www.twilio.com/docs/messaging/guides/webhook-request</remarks>
internal static class TwilioMessage
{
    private const int MostFiles = 100;

    public static NormalisedRequest Normalise(WebhookRequest request, string provider)
    {
        if (TwilioFields.Read(request) is not { } fields)
            return NormalisedRequest.Refused(TwilioFields.Advice);

        var parts = new NormalisedRequestBuilder();
        var id = fields.Text("MessageSid"u8) ?? fields.Text("SmsSid"u8) ?? fields.Text("SmsMessageSid"u8);
        var receivedAt = UtcMilliseconds.Cut(request.ReceivedAt);
        if (id is not null && IsStatus(fields))
            parts.Hear(TwilioReceipt.Of(fields, id, provider, receivedAt), fields, id);
        else if (ReasonToIgnore(fields, id) is { } reason)
            parts.Ignore(reason, fields, id);
        else
            parts.Add(ToContact(fields, id!, provider, receivedAt)); // no reason: the id is there
        return parts.Build(TwilioFields.Advice);
    }

    private static bool IsStatus(JsonElement fields) =>
        (fields.Text("MessageStatus"u8) ?? fields.Text("SmsStatus"u8)) is { } status && status is not ("received" or "receiving");

    private static IgnoredReason? ReasonToIgnore(JsonElement fields, string? id)
    {
        if (id is null || !IsMessage(fields))
            return IgnoredReason.UnknownEvent;

        // Not documented for Twilio; these are the names of WhatsApp itself, whose other message types Twilio passes on unchanged.
        return fields.Text("MessageType"u8) switch
        {
            "reaction" => IgnoredReason.Reaction,
            "edit" => IgnoredReason.Edit,
            "revoke" => IgnoredReason.Deletion,
            _ => null,
        };
    }

    private static bool IsMessage(JsonElement fields) =>
        fields.At("Body"u8).ValueKind == JsonValueKind.String || fields.Text("NumMedia"u8) is not null || fields.Text("MessageType"u8) is not null;

    private static Contact ToContact(JsonElement fields, string id, string provider, DateTimeOffset receivedAt)
    {
        // A person without a visible number may have no From, and is named here: a captured request, not documented.
        var from = fields.Text("From"u8) ?? fields.Text("ExternalUserId"u8);
        var account = fields.Text("To"u8) ?? fields.Text("AccountSid"u8) ?? provider;
        return new Contact
        {
            Id = ContactId.From(provider, account, id),
            Channel = from is null ? ChannelOf(provider) : TwilioSender.Split(from).Scheme ?? "sms",
            Provider = provider,
            Account = account,
            Kind = ContactKind.Message,
            ProviderMessageId = id,
            Thread = from,
            From = TwilioSender.OfMessage(fields, from ?? ""),
            ReplyTo = from,
            Text = fields.Text("Body"u8),
            Attachments = Files(fields),
            Extras = Extras(fields),
            OccurredAt = receivedAt,
            ReceivedAt = receivedAt,
            Raw = fields,
        };
    }

    private static string ChannelOf(string provider) => provider == TwilioMessagingChannel.WhatsApp ? "whatsapp" : "sms";

    /// <summary>Fetched with the account's credentials.</summary>
    private static List<Attachment> Files(JsonElement fields)
    {
        var count = Math.Clamp(fields.Whole("NumMedia"u8) ?? 0, 0, MostFiles);
        var files = new List<Attachment>((int)count);
        for (var at = 0; at < count; at++)
        {
            if (Numbered(fields, "MediaUrl", at) is { } url)
                files.Add(new Attachment { Url = url, ContentType = Numbered(fields, "MediaContentType", at) });
        }

        return files;
    }

    private static string? Numbered(JsonElement fields, string name, int number) =>
        fields.Text(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}{number}")));

    private static IReadOnlyDictionary<string, JsonElement> Extras(JsonElement fields) => new ContactExtras()
        .Add(ContactExtras.ReplyToMessageId, fields.At("OriginalRepliedMessageSid"u8))
        .Add(ContactExtras.ButtonPayload, fields.At("ButtonPayload"u8))
        .Add(ContactExtras.Location, Location(fields))
        .Add("forwarded", fields.At("Forwarded"u8))
        .Add("frequentlyForwarded", fields.At("FrequentlyForwarded"u8))
        .Add("optOut", fields.At("OptOutType"u8))
        .Add("referralSourceId", fields.At("ReferralSourceId"u8))
        .Add("referralSourceUrl", fields.At("ReferralSourceUrl"u8))
        .Build();

    private static JsonElement Location(JsonElement fields) =>
        Degrees(fields.Text("Latitude"u8)) is { } latitude && Degrees(fields.Text("Longitude"u8)) is { } longitude
            ? JsonSerializer.SerializeToElement(
                new TwilioLocation(latitude, longitude, fields.Text("Label"u8), fields.Text("Address"u8)), TwilioJson.Default.TwilioLocation)
            : default;

    private static decimal? Degrees(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}

internal sealed record TwilioLocation(decimal Latitude, decimal Longitude, string? Name, string? Address);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TwilioLocation))]
internal sealed partial class TwilioJson : JsonSerializerContext;
