using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels.HubSpot;

/// <summary>
/// Signature version 3 and no other: HubSpot sends it with every request, and the older ones hold no time, so that whoever has seen one
/// request could send it again for ever.
/// </summary>
/// <remarks>https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation</remarks>
internal static class HubSpotSignature
{
    private static readonly ReplayWindow Window = new(TimeSpan.FromMinutes(5));

    /// <summary>The escapes HubSpot takes for their characters in the address it signs.</summary>
    private static readonly (string Escape, string Character)[] Escapes =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"),
        ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    public static WebhookVerdict Check(WebhookRequest request, IReadOnlyList<string> secrets)
    {
        var (given, timestamp) = (request.Header("X-HubSpot-Signature-v3"), request.Header("X-HubSpot-Request-Timestamp"));
        if (string.IsNullOrEmpty(given) || string.IsNullOrEmpty(timestamp))
            return WebhookVerdict.Missing;
        var signature = new byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(given, signature, out var length) || length != signature.Length || !Window.Holds(UnixTime.Milliseconds(timestamp), request.ReceivedAt))
            return WebhookVerdict.Wrong;
        return SharedSecret.Any(secrets, secret => CryptographicOperations.FixedTimeEquals(signature, Sign(request, timestamp, secret)));
    }

    private static byte[] Sign(WebhookRequest request, string timestamp, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(request.Method + Decoded(request.Url)));
        hash.AppendData(request.Body.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        return hash.GetHashAndReset();
    }

    private static string Decoded(string url)
    {
        if (!url.Contains('%', StringComparison.Ordinal))
            return url;
        foreach (var (escape, character) in Escapes)
            url = url.Replace(escape, character, StringComparison.OrdinalIgnoreCase);
        return url;
    }
}
