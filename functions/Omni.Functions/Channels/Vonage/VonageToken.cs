using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omni.Functions.Channels.Vonage;

/// <summary>
/// The proof of the Messages API: a JSON Web Token, signed with the account's secret, that names the hash of the body. Three parts and one
/// algorithm are read here in less time than a library for all of them takes to load.
/// </summary>
/// <remarks>https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks</remarks>
internal static class VonageToken
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 4096;

    public static WebhookVerdict Prove(string authorization, WebhookRequest request, IReadOnlyList<string> secrets)
    {
        var token = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
        var dot = token.LastIndexOf('.');
        if (dot < 0 || token.Length > LongestToken || Decode(token[(dot + 1)..]) is not { } signature)
            return WebhookVerdict.Wrong;

        var signed = Encoding.UTF8.GetBytes(token[..dot]);
        var verdict = SharedSecret.Any(secrets, secret =>
            CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        return verdict == WebhookVerdict.Proven && Covers(token[..dot].Split('.'), request) ? WebhookVerdict.Proven : WebhookVerdict.Wrong;
    }

    /// <summary>
    /// A token for another algorithm, another body or another day is a true one in the wrong place. It covers no query, so it proves nothing of a GET.
    /// </summary>
    private static bool Covers(string[] parts, WebhookRequest request)
    {
        if (request.Method != "POST" || parts is not [var header, var payload] || Json(header).Text("alg"u8) != "HS256")
            return false;
        var claims = Json(payload);
        return VonageFields.Window.Holds(claims.UnixSeconds("iat"u8), request.ReceivedAt) && IsHashOf(request.Body, claims.Text("payload_hash"u8));
    }

    /// <summary>A request without a body says nothing that could be proven.</summary>
    private static bool IsHashOf(ReadOnlyMemory<byte> body, string? hex)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return !body.IsEmpty
            && hex?.Length == 2 * given.Length
            && Convert.FromHexString(hex, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(body.Span));
    }

    private static JsonElement Json(string base64Url)
    {
        try
        {
            return Decode(base64Url) is { } json ? JsonElement.Parse(json) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static byte[]? Decode(string base64Url)
    {
        if (!Base64Url.IsValid(base64Url, out var length))
            return null;
        var bytes = new byte[length];
        return Base64Url.TryDecodeFromChars(base64Url, bytes, out _) ? bytes : null;
    }
}
