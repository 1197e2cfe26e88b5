using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Omni.Functions.Channels;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>: names and values in order, repeated names kept.</summary>
public static class FormFields
{
    public const string MediaType = "application/x-www-form-urlencoded";

    public static bool IsForm(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var parameters = mediaType.IndexOf(';');
        return (parameters < 0 ? mediaType : mediaType[..parameters]).Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Null when the body is not UTF-8 or has more than <paramref name="limit"/> fields.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Parse(ReadOnlySpan<byte> body, int limit)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? string.Empty : Decode(pair[(equals + 1)..]);
            if (name is null || value is null || fields.Count == limit)
                return null;
            fields.Add(new(name, value));
        }

        return fields;
    }

    private static string? Decode(ReadOnlySpan<byte> escaped)
    {
        var plain = WebUtility.UrlDecodeToBytes(escaped.ToArray(), 0, escaped.Length);
        return Utf8.IsValid(plain) ? Encoding.UTF8.GetString(plain) : null;
    }
}
