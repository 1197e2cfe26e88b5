using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels.SendGrid;

/// <summary>A security policy's signature: ECDSA P-256 over the time, as written, and the raw body.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks</remarks>
internal static class SendGridSignature
{
    private const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    private const string TimeHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    // SendGrid gives a mail up after three days. Whether it signs each attempt anew is not documented.
    private static readonly ReplayWindow Window = new(TimeSpan.FromDays(4));

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<byte[]> publicKeys)
    {
        if (request.Header(SignatureHeader) is not { Length: > 0 } signature || request.Header(TimeHeader) is not { Length: > 0 } time)
            return WebhookVerdict.Missing;
        var given = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, given, out var length)
            || !Window.Holds(UnixTime.Seconds(time), request.ReceivedAt))
        {
            return WebhookVerdict.Wrong;
        }

        var hash = Hash(time, request.Body.Span);
        return publicKeys.Any(key => Fits(key, hash, given.AsSpan(0, length))) ? WebhookVerdict.Proven : WebhookVerdict.Wrong;
    }

    private static byte[] Hash(string time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(time));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool Fits(byte[] publicKey, byte[] hash, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
    }
}
