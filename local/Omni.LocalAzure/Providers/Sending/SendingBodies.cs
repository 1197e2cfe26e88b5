using System.Text.Json;

namespace Omni.LocalAzure.Providers.Sending;

/// <summary>Reads and writes the JSON of sending.</summary>
internal static class SendingBodies
{
    /// <returns>Undefined when the body is no JSON.</returns>
    public static async Task<JsonElement> ReadJsonAsync(this HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, SendingJson.Default.JsonElement, context.RequestAborted);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <returns>Undefined when the body is no JSON.</returns>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The text at the end of a path of members; null where there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind switch { JsonValueKind.String => element.GetString(), JsonValueKind.Number => element.GetRawText(), _ => null };
    }

    public static Task WriteAsync(this HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
