using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Omni.Functions.Channels;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>: names and values in order, repeated names kept.</summary>
public static class FormFields
{
    public const string MediaType = "application/x-www-form-urlencoded";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool IsForm(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var parameters = mediaType.IndexOf(';');
        return (parameters < 0 ? mediaType : mediaType[..parameters]).Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Null when the body is not UTF-8 or has more than <paramref name="limit"/> fields.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Parse(ReadOnlySpan<byte> body, int limit)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
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

    /// <summary>The query of an address; null as for a body.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? ParseQuery(string url, int limit)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? [] : Parse(Encoding.UTF8.GetBytes(url[(question + 1)..]), limit);
    }

    /// <summary>One JSON object of texts; of fields with the same name the first counts.</summary>
    public static JsonElement ToJson(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true }))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                if (names.Add(name))
                    writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static string? Decode(ReadOnlySpan<byte> escaped)
    {
        var plain = WebUtility.UrlDecodeToBytes(escaped.ToArray(), 0, escaped.Length);
        return Utf8.IsValid(plain) ? Encoding.UTF8.GetString(plain) : null;
    }
}
