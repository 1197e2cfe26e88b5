using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omni.Drivers.Providers;

/// <summary>Plays Vonage: the Messages API signs with a token, the SMS API with a field.</summary>
public sealed class Vonage(Func<string, string> setting)
{
    private const string Form = "application/x-www-form-urlencoded";

    public static SignedRequest Prove(ProviderCall call, Func<string, string> setting)
    {
        var secret = setting("Channels__Vonage__SignatureSecret");
        if (call.Method == HttpMethod.Get.Method)
            return (call with { Query = $"?{SignedForm(call.Query.TrimStart('?'), call.At, secret)}" }).ProvenBy();
        if (call.ContentType == Form)
            return (call with { Body = Encoding.UTF8.GetBytes(SignedForm(Encoding.UTF8.GetString(call.Body), call.At, secret)) }).ProvenBy();
        return JsonNode.Parse(call.Body) is JsonObject fields && fields.ContainsKey("messageId")
            ? (call with { Body = Encoding.UTF8.GetBytes(SignedJson(fields, call.At, secret)) }).ProvenBy()
            : call.ProvenBy("Authorization", $"Bearer {Token(call, secret)}");
    }

    /// <param name="phone">Digits without plus, as Vonage writes them.</param>
    /// <param name="messageId">Vonage's <c>message_uuid</c>.</param>
    /// <param name="text">What the customer wrote.</param>
    /// <param name="at">When.</param>
    public SignedRequest Text(string phone, string messageId, string text, DateTimeOffset at)
    {
        var call = new ProviderCall
        {
            Provider = "vonage",
            PublicUrl = setting("Omni__PublicUrl"),
            Body = JsonSerializer.SerializeToUtf8Bytes(
                new { channel = "sms", message_uuid = messageId, to = "12025550100", from = phone, timestamp = at.UtcDateTime, text, message_type = "text" }),
            ContentType = "application/json",
            At = at,
        };
        return Prove(call, setting);
    }

    private static string Token(ProviderCall call, string secret)
    {
        var claims = new { iat = call.At.ToUnixTimeSeconds(), jti = "1", iss = "Vonage", payload_hash = Convert.ToHexStringLower(SHA256.HashData(call.Body)), api_key = "f1c710na" };
        var signed = $"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static string SignedForm(string form, DateTimeOffset at, string secret)
    {
        var fields = form.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => Decoded(pair[0]), pair => Decoded(pair[^1]));
        fields["timestamp"] = Seconds(at);
        fields["sig"] = Signature(fields, secret);
        return string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
    }

    private static string SignedJson(JsonObject fields, DateTimeOffset at, string secret)
    {
        fields["timestamp"] = Seconds(at);
        fields["sig"] = Signature(fields.ToDictionary(field => field.Key, field => field.Value?.ToString() ?? ""), secret);
        return fields.ToJsonString();
    }

    private static string Signature(Dictionary<string, string> fields, string secret)
    {
        var text = string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"&{field.Key}={field.Value.Replace('&', '_').Replace('=', '_')}"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
