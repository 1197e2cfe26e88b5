using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>Signs a request with the account key.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key</remarks>
internal sealed class StorageSharedKey
{
    private static readonly string[] SignedHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match",
        "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    private readonly string _account;
    private readonly byte[] _key;

    /// <exception cref="FormatException">The key is not base64.</exception>
    public StorageSharedKey(string account, string key)
    {
        _account = account;
        _key = Convert.FromBase64String(key);
    }

    public string Account => _account;

    public string Authorization(Request request) => $"SharedKey {_account}:{Sign(StringToSign(request))}";

    /// <returns>Base 64.</returns>
    public string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    public string StringToSign(Request request)
    {
        var text = new StringBuilder(request.Method.Method).Append('\n');
        foreach (var name in SignedHeaders) text.Append(SignedValue(request, name)).Append('\n');
        foreach (var header in request.Headers.Where(IsServiceHeader).OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
            text.Append(CultureInfo.InvariantCulture, $"{header.Name.ToLowerInvariant()}:{header.Value.Trim()}\n");
        return AppendResource(text, request.Uri.ToUri()).ToString();
    }

    private static string SignedValue(Request request, string name)
    {
        if (name == "Content-Length")
            return request.Content is { } content && content.TryComputeLength(out var length) && length > 0 ? $"{length}" : string.Empty;
        return request.Headers.TryGetValue(name, out var value) ? value : string.Empty;
    }

    private static bool IsServiceHeader(HttpHeader header) => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase);

    private StringBuilder AppendResource(StringBuilder text, Uri uri)
    {
        text.Append('/').Append(_account).Append(uri.AbsolutePath);
        var parameters = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split('=', 2));
        foreach (var parameter in parameters.OrderBy(parameter => parameter[0], StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n{parameter[0].ToLowerInvariant()}:{Uri.UnescapeDataString(parameter.ElementAtOrDefault(1) ?? string.Empty)}");
        return text;
    }
}
