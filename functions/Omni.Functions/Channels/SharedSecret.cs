using System.Security.Cryptography;
using System.Text;

namespace Omni.Functions.Channels;

/// <summary>Proofs that rest on a secret both sides know. Every comparison takes the same time whatever it compares.</summary>
public static class SharedSecret
{
    /// <summary>The request carries the secret itself.</summary>
    public static WebhookVerdict Compare(string? given, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(given))
            return WebhookVerdict.Missing;
        var bytes = Encoding.UTF8.GetBytes(given);
        return Any(secrets, secret => CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>The request carries an HMAC-SHA256 of its body in hex, after <paramref name="prefix"/>.</summary>
    public static WebhookVerdict CompareHmacSha256(string? given, string prefix, ReadOnlyMemory<byte> body, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(given))
            return WebhookVerdict.Missing;
        var signature = new byte[HMACSHA256.HashSizeInBytes];
        if (given.Length != prefix.Length + (2 * signature.Length)
            || !given.StartsWith(prefix, StringComparison.Ordinal)
            || Convert.FromHexString(given.AsSpan(prefix.Length), signature, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return WebhookVerdict.Wrong;
        }

        return Any(secrets, secret =>
            CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body.Span)));
    }

    /// <summary>Tries every secret, so that the time does not tell which one fits.</summary>
    public static WebhookVerdict Any(IReadOnlyList<string> secrets, Func<string, bool> fits)
    {
        var found = false;
        foreach (var secret in secrets)
            found |= fits(secret);
        return found ? WebhookVerdict.Proven : WebhookVerdict.Wrong;
    }
}
