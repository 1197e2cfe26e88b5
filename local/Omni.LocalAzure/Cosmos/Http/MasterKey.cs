using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omni.LocalAzure.Cosmos.Http;

/// <summary>Checks requests signed with the account's key.</summary>
internal sealed class MasterKey(string key, TimeProvider time)
{
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);
    private readonly byte[] _key = Convert.FromBase64String(key);

    /// <returns>200, or 401 and 403 for what is wrong.</returns>
    public int Check(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || request.Headers[CosmosHeaders.Date] is not [{ } date]) return 401;
        Span<byte> sent = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadSignature(header, sent)) return 401;
        var path = (request.Path.Value ?? "").Trim('/');
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isFeed = segments.Length % 2 == 1;
        var type = segments.Length == 0 ? "" : isFeed ? segments[^1] : segments[^2];
        var owner = isFeed ? path[..Math.Max(0, path.LastIndexOf('/'))] : path;
        var method = request.Method.ToLowerInvariant();
        var signed = Matches(sent, method, type, owner, date) || Matches(sent, method, type, owner[(owner.LastIndexOf('/') + 1)..].ToLowerInvariant(), date);
        return !signed ? 401 : IsRecent(date) ? 200 : 403;
    }

    private bool IsRecent(string date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sentAt)
        && (time.GetUtcNow() - sentAt).Duration() <= AllowedSkew;

    private bool Matches(ReadOnlySpan<byte> sent, string method, string type, string link, string date)
    {
        var text = $"{method}\n{type.ToLowerInvariant()}\n{link}\n{date.ToLowerInvariant()}\n\n";
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text), expected);
        return CryptographicOperations.FixedTimeEquals(sent, expected);
    }

    private static bool TryReadSignature(string header, Span<byte> signature)
    {
        var parts = Uri.UnescapeDataString(header).Split('&', 3);
        if (parts is not ["type=master", "ver=1.0", ['s', 'i', 'g', '=', .. var text]]) return false;
        return Convert.TryFromBase64String(text, signature, out var written) && written == signature.Length;
    }
}
