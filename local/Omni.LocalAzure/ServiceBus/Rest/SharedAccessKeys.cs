using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>The access policies by name, and the check of signatures made with their keys. A policy has all rights.</summary>
/// <remarks>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas</remarks>
public sealed class SharedAccessKeys(IReadOnlyDictionary<string, string> keys, TimeProvider clock)
{
    private const string Scheme = "SharedAccessSignature ";

    /// <summary>What the official emulator's connection string says.</summary>
    public static IReadOnlyDictionary<string, string> Emulator { get; } =
        new Dictionary<string, string> { ["RootManageSharedAccessKey"] = "SAS_KEY_VALUE" };

    /// <returns>Null, or why the request is refused.</returns>
    internal string? Refuse(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return "MissingToken: the authorization header was not found.";
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return "InvalidToken: no issuer of bearer tokens is configured here.";
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)) return "MalformedToken: neither SharedAccessSignature nor Bearer.";

        var fields = Split(header[Scheme.Length..]);
        if (!fields.TryGetValue("sr", out var resource) || !fields.TryGetValue("sig", out var signature)
            || !fields.TryGetValue("se", out var expiry) || !fields.TryGetValue("skn", out var name))
            return "MalformedToken: sr, sig, se and skn are needed.";
        if (!long.TryParse(expiry, CultureInfo.InvariantCulture, out var seconds) || seconds <= clock.GetUtcNow().ToUnixTimeSeconds())
            return "ExpiredToken: the signature has expired.";
        if (!keys.TryGetValue(Uri.UnescapeDataString(name), out var key) || !IsSignedWith(key, $"{resource}\n{expiry}", signature))
            return "InvalidSignature: the token has an invalid signature.";
        return Covers(Uri.UnescapeDataString(resource), request) ? null : "InvalidAudience: the signature is for another resource.";
    }

    private static Dictionary<string, string> Split(string token)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in token.Split('&'))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) fields[field[..equals]] = field[(equals + 1)..];
        }

        return fields;
    }

    // The key is used as text, and the resource is signed in the very encoding that was sent.
    private static bool IsSignedWith(string key, string signed, string signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed), expected);
        return Convert.TryFromBase64String(Uri.UnescapeDataString(signature), given, out var length)
            && CryptographicOperations.FixedTimeEquals(expected, given[..length]);
    }

    // A parent covers its children, whatever the scheme.
    private static bool Covers(string resource, HttpRequest request)
    {
        if (!Uri.TryCreate(resource, UriKind.Absolute, out var uri)) return false;
        if (!uri.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)) return false;
        var parent = Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/');
        var path = request.Path.Value ?? "/";
        return path.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (path.Length == parent.Length || path[parent.Length] == '/');
    }
}
