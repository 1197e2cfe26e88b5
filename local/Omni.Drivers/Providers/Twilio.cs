using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Drivers.Providers;

/// <summary>Plays Twilio: SMS, WhatsApp and calls, each to its own address.</summary>
public sealed class Twilio(Func<string, string> setting)
{
    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting) =>
        call.ProvenBy("X-Twilio-Signature", Sign(call, setting("Channels__Twilio__AuthToken")));

    /// <param name="from">E.164.</param>
    /// <param name="messageId">Twilio's <c>SM…</c>, unique per message.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When it is sent.</param>
    public SignedRequest Text(string from, string messageId, string text, DateTimeOffset at) =>
        Post("twilio-sms", at, ("MessageSid", messageId), ("From", from), ("To", "+12025550100"), ("Body", text), ("NumMedia", "0"));

    /// <summary>A message with a picture; its address is one of Twilio's.</summary>
    public SignedRequest Picture(string from, string messageId, string mediaId, DateTimeOffset at) => Post(
        "twilio-sms", at,
        ("MessageSid", messageId), ("From", from), ("To", "+12025550100"), ("NumMedia", "1"), ("MediaContentType0", "image/png"),
        ("MediaUrl0", $"https://api.twilio.com/2010-04-01/Accounts/{setting("Channels__Twilio__AccountSid")}/Messages/{messageId}/Media/{mediaId}"));

    public SignedRequest WhatsAppText(string from, string name, string messageId, string text, DateTimeOffset at) => Post(
        "twilio-whatsapp", at,
        ("MessageSid", messageId), ("From", $"whatsapp:{from}"), ("To", "whatsapp:+12025550100"), ("ProfileName", name), ("Body", text), ("NumMedia", "0"));

    /// <summary>What became of a message of the business.</summary>
    /// <param name="provider"><c>twilio-sms</c> or <c>twilio-whatsapp</c>.</param>
    /// <param name="messageId">As it was given when the message was sent.</param>
    /// <param name="status"><c>sent</c>, <c>delivered</c>, <c>undelivered</c>, <c>failed</c> or <c>read</c>.</param>
    /// <param name="at">When it is sent.</param>
    public SignedRequest Status(string provider, string messageId, string status, DateTimeOffset at) =>
        Post(provider, at, ("MessageSid", messageId), ("MessageStatus", status), ("From", "+12025550100"));

    /// <param name="from">E.164.</param>
    /// <param name="callId">Twilio's <c>CA…</c>, unique per call.</param>
    /// <param name="status"><c>ringing</c> when it begins, then what becomes of it.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="seconds">How long the call took, once it has ended: such news tell their time.</param>
    public SignedRequest Call(string from, string callId, string status, DateTimeOffset at, int? seconds = null) => Post(
        "twilio-voice", at,
        ("CallSid", callId), ("CallStatus", status), ("Direction", "inbound"), ("From", from), ("To", "+12025550100"), ("CallDuration", $"{seconds}"),
        ("Timestamp", seconds is null ? "" : at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)));

    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    private static string Sign(ProviderCall call, string authToken)
    {
        var fields = call.Method == HttpMethod.Get.Method
            ? []
            : Encoding.UTF8.GetString(call.Body).Split('&').Select(pair => pair.Split('=')).Select(pair => (Decoded(pair[0]), Decoded(pair[^1]))).Distinct();
        var signed = call.Url + string.Concat(fields.OrderBy(field => field.Item1, StringComparer.Ordinal).ThenBy(field => field.Item2, StringComparer.Ordinal).Select(field => field.Item1 + field.Item2));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed)));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private SignedRequest Post(string provider, DateTimeOffset at, params IEnumerable<(string Name, string Value)> fields)
    {
        var all = fields.Append(("AccountSid", setting("Channels__Twilio__AccountSid"))).Where(field => field.Item2.Length > 0);
        var call = new ProviderCall
        {
            Provider = provider,
            PublicUrl = setting("Omni__PublicUrl"),
            Body = Encoding.UTF8.GetBytes(string.Join('&', all.Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"))),
            ContentType = "application/x-www-form-urlencoded",
            At = at,
        };
        return Prove(call, setting);
    }
}
