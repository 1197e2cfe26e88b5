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
        Message(phone, name, new { from = phone, id = messageId, timestamp = Seconds(at), type = "text", text = new { body = text } });

    public SignedRequest Photo(string phone, string name, string messageId, string caption, DateTimeOffset at) =>
        Message(phone, name, new
        {
            from = phone,
            id = messageId,
            timestamp = Seconds(at),
            type = "image",
            image = new { id = $"{messageId}-media", mime_type = "image/jpeg", sha256 = "LjHF8y5xEQr3Bp8rCqDCX0r4Kf6Dmi0Jj0kT9pYxB3U=", caption },
        });

    private SignedRequest Message(string phone, string name, object message)
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
                        new
                        {
                            value = new
                            {
                                messaging_product = "whatsapp",
                                metadata = new { display_phone_number = "12025550100", phone_number_id = "106540352242922" },
                                contacts = new[] { new { profile = new { name }, wa_id = phone } },
                                messages = new[] { message },
                            },
                            field = "messages",
                        },
                    },
                },
            },
        });
        return new SignedRequest("whatsapp", body, "application/json", "X-Hub-Signature-256", SignedRequest.HmacSha256(appSecret, body));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
