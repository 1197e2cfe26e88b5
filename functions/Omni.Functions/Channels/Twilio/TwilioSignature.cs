using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels.Twilio;

/// <summary>The proof of a Twilio request: a keyed hash of the address Twilio called and of the fields it sent.</summary>
/// <remarks>https://www.twilio.com/docs/usage/security#validating-requests</remarks>
internal static class TwilioSignature
{
    private const string Header = "X-Twilio-Signature";

    public static WebhookVerdict Prove(WebhookRequest request, IReadOnlyList<string> authTokens)
    {
        if (request.Header(Header) is not { Length: > 0 } given)
            return WebhookVerdict.Missing;
        var signature = new byte[HMACSHA1.HashSizeInBytes];
        if (!Convert.TryFromBase64String(given, signature, out var length) || length != signature.Length || TwilioFields.Signed(request) is not { } fields)
            return WebhookVerdict.Wrong;

        var (withoutPort, withPort) = Addresses(request.Url);
        var (bare, full) = (Encoding.UTF8.GetBytes(withoutPort + fields), Encoding.UTF8.GetBytes(withPort + fields));
        return SharedSecret.Any(authTokens, token => Fits(signature, token, bare) | Fits(signature, token, full));
    }

    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    private static bool Fits(byte[] signature, string token, byte[] signed) =>
        CryptographicOperations.FixedTimeEquals(signature, HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed));

    /// <summary>
    /// The address without a port, and with its own or the default one: Twilio does not always sign the same of the two, and its
    /// own validators try both.
    /// </summary>
    private static (string WithoutPort, string WithPort) Addresses(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return (url, url);
        var host = scheme + 3;
        var length = url.AsSpan(host).IndexOfAny("/?#");
        var end = length < 0 ? url.Length : host + length;
        var colon = url.LastIndexOf(':', end - 1);
        if (colon >= host && url.AsSpan((colon + 1)..end).IndexOfAnyExceptInRange('0', '9') < 0)
            return (url.Remove(colon, end - colon), url);
        return (url, url.Insert(end, url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80"));
    }
}
