using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omni.Functions.Channels.Vonage;

/// <summary>The proof of the SMS API, once the account signs: the field <c>sig</c> over all other fields, a time among them.</summary>
/// <remarks>https://developer.vonage.com/en/getting-started/concepts/signing-messages</remarks>
internal static class VonageSignature
{
    private const string Name = "sig";

    public static WebhookVerdict Prove(WebhookRequest request, VonageOptions options)
    {
        if (VonageFields.Read(request) is not { } fields || fields.Text("sig"u8) is not { } given)
            return WebhookVerdict.Missing;
        var signature = new byte[given.Length / 2];
        if (given.Length % 2 != 0
            || Convert.FromHexString(given, signature, out _, out _) != OperationStatus.Done
            || !VonageFields.Window.Holds(fields.UnixSeconds("timestamp"u8), request.ReceivedAt))
        {
            return WebhookVerdict.Wrong;
        }

        var signed = Signed(fields);
        return SharedSecret.Any(options.SignatureSecrets, secret =>
            CryptographicOperations.FixedTimeEquals(signature, Hash(options.SignatureMethod, signed, secret)));
    }

    /// <summary>Sorted by name, and with what separates fields taken out of their values.</summary>
    private static string Signed(JsonElement fields)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Name != Name)
                sorted[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() ?? "" : field.Value.GetRawText();
        }

        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
            text.Append('&').Append(name).Append('=').Append(value.Replace('&', '_').Replace('=', '_'));
        return text.ToString();
    }

    [SuppressMessage("Security", "CA5350", Justification = "The account may be set to HMAC-SHA1.")]
    [SuppressMessage("Security", "CA5351", Justification = "The account may be set to MD5, Vonage's own default.")]
    private static byte[] Hash(VonageSignatureMethod method, string text, string secret)
    {
        var (key, signed) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
        return method switch
        {
            VonageSignatureMethod.Md5Hash => MD5.HashData([.. signed, .. key]),
            VonageSignatureMethod.Md5 => HMACMD5.HashData(key, signed),
            VonageSignatureMethod.Sha1 => HMACSHA1.HashData(key, signed),
            VonageSignatureMethod.Sha512 => HMACSHA512.HashData(key, signed),
            _ => HMACSHA256.HashData(key, signed),
        };
    }
}
