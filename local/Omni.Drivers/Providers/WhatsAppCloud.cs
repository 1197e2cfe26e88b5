using System.Text.Json;

namespace Omni.Drivers.Providers;

/// <summary>Plays Meta's side of the WhatsApp Cloud API webhook.</summary>
public sealed class WhatsAppCloud(string appSecret)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy("X-Hub-Signature-256", SignedRequest.HmacSha256(setting("Channels__WhatsApp__AppSecret"), call.Body));

    /// <param name="phone">Digits without plus, as Meta writes them.</param>
    /// <param name="name">The profile name.</param>
    /// <param name="messageId">Meta's <c>wamid…</c>, unique per message.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string phone, string name, string messageId, string text, DateTimeOffset at) =>
        Change([Sender(phone, name)], [TextMessage(phone, messageId, text, at)]);

    /// <summary>Many texts in one request, as Meta sends them after an outage: phone and name of the sender, id and text of the message.</summary>
    public SignedRequest Texts(IReadOnlyList<(string Phone, string Name, string MessageId, string Text)> texts, DateTimeOffset at) =>
        Change([.. texts.DistinctBy(text => text.Phone).Select(text => Sender(text.Phone, text.Name))], [.. texts.Select(text => TextMessage(text.Phone, text.MessageId, text.Text, at))]);

    public SignedRequest Photo(string phone, string name, string messageId, string caption, DateTimeOffset at) =>
        Change([Sender(phone, name)],
        [
            new
            {
                from = phone,
                id = messageId,
                timestamp = Seconds(at),
                type = "image",
                image = new { id = $"{messageId}-media", mime_type = "image/jpeg", sha256 = "LjHF8y5xEQr3Bp8rCqDCX0r4Kf6Dmi0Jj0kT9pYxB3U=", caption },
            },
        ]);

    /// <param name="phone">Digits without plus.</param>
    /// <param name="messageId">Unique per message.</param>
    /// <param name="files">Id, name and type of each; one message each, as WhatsApp sends them.</param>
    /// <param name="at">When.</param>
    public SignedRequest Documents(string phone, string messageId, IReadOnlyList<(string Id, string Name, string Type)> files, DateTimeOffset at) =>
        Change([Sender(phone, "Sender")], [.. files.Select((file, number) => new
        {
            from = phone,
            id = $"{messageId}.{number}",
            timestamp = Seconds(at),
            type = "document",
            document = new { id = file.Id, mime_type = file.Type, filename = file.Name },
        })]);

    /// <summary>What became of a message of the business.</summary>
    /// <param name="messageId">As it was given when the message was sent.</param>
    /// <param name="status"><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</param>
    /// <param name="phone">Whom it went to.</param>
    /// <param name="at">When.</param>
    public SignedRequest Status(string messageId, string status, string phone, DateTimeOffset at) =>
        Change(new { messaging_product = "whatsapp", metadata = Number, statuses = new[] { new { id = messageId, status, timestamp = Seconds(at), recipient_id = phone } } });

    private static object Number { get; } = new { display_phone_number = "12025550100", phone_number_id = "106540352242922" };

    private static object Sender(string phone, string name) => new { profile = new { name }, wa_id = phone };

    private static object TextMessage(string phone, string messageId, string text, DateTimeOffset at) =>
        new { from = phone, id = messageId, timestamp = Seconds(at), type = "text", text = new { body = text } };

    private SignedRequest Change(object[] contacts, object[] messages) => Change(new { messaging_product = "whatsapp", metadata = Number, contacts, messages });

    private SignedRequest Change(object value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            @object = "whatsapp_business_account",
            entry = new[]
            {
                new
                {
                    id = "102290129340398",
                    changes = new[]
                    {
                        new { value, field = "messages" },
                    },
                },
            },
        });
        return new SignedRequest("whatsapp", body, "application/json", "X-Hub-Signature-256", SignedRequest.HmacSha256(appSecret, body));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
