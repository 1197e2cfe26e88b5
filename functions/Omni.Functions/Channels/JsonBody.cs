using System.Text.Json;
using System.Text.Unicode;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>
/// Reads a body as JSON: UTF-8, at most 32 levels deep. Events and documents wrap it in further levels, and have to stay
/// readable to others as well, who commonly stop at 64.
/// </summary>
public static class JsonBody
{
    public const string Advice = "Send one JSON document, encoded in UTF-8 and at most 32 levels deep, as application/json.";

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The document, independent of the body's memory; null when the body is none.</summary>
    public static JsonElement? Parse(WebhookRequest request) => IsJson(request.ContentType) ? Parse(request.Body) : null;

    /// <summary>The same for JSON inside something else.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return null;
        var json = LoneSurrogates.Replace(body).Span;
        try
        {
            return JsonElement.Parse(json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json, Shallow);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary><c>application/json</c> and its relatives, with any parameters; a request that says nothing gets the benefit of the doubt.</summary>
    public static bool IsJson(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var parameters = mediaType.IndexOf(';');
        mediaType = (parameters < 0 ? mediaType : mediaType[..parameters]).Trim();
        return mediaType.IsEmpty
            || mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
