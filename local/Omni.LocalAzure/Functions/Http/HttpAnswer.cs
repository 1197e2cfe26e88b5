using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>What the client sees of an enveloped answer.</summary>
internal static class HttpAnswer
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpResponse response, string? output, InvocationAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (answer.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (output == "$return" && answer.ReturnValue is { } value)
        {
            await WriteReturnValueAsync(response, value);
        }
        else if (Find(answer.Outputs, output) is { } named)
        {
            await WriteNamedAsync(response, named);
        }
        else
        {
            await WriteBodyAsync(response, "{}");
        }
    }

    private static JsonElement? Find(JsonElement? outputs, string? name)
    {
        if (outputs is not { ValueKind: JsonValueKind.Object } members) return null;
        foreach (var member in members.EnumerateObject())
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        return null;
    }

    private static Task WriteNamedAsync(HttpResponse response, JsonElement output)
    {
        if (AsObject(output) is { } described) return WriteDescribedAsync(response, described);
        response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    private static Task WriteReturnValueAsync(HttpResponse response, JsonElement value)
    {
        if (AsObject(value) is { } described) return WriteDescribedAsync(response, described);
        var text = value.ToString();
        var decoded = new byte[text.Length];
        return Convert.TryFromBase64String(text, decoded, out var length) && length > 0
            ? response.Body.WriteAsync(decoded.AsMemory(0, length)).AsTask()
            : WriteBodyAsync(response, text);
    }

    private static JsonElement? AsObject(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) return value;
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            using var json = JsonDocument.Parse(value.GetString() ?? "");
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task WriteDescribedAsync(HttpResponse response, JsonElement described)
    {
        if (described.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                if (header.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Object)
                {
                    response.Headers.Clear();
                    response.StatusCode = StatusCodes.Status500InternalServerError;
                    return Task.CompletedTask;
                }

                response.Headers[header.Name] = header.Value.ToString();
            }
        }

        if (described.TryGetProperty("statusCode", out var status) && int.TryParse(status.ToString(), CultureInfo.InvariantCulture, out var code))
            response.StatusCode = code;
        return described.TryGetProperty("body", out var body) && body.ValueKind != JsonValueKind.Null
            ? WriteBodyAsync(response, body.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Indent(body) : body.ToString())
            : Task.CompletedTask;
    }

    private static Task WriteBodyAsync(HttpResponse response, string text)
    {
        response.ContentType = response.ContentType switch
        {
            null => "text/plain; charset=utf-8",
            var type when type.Contains("charset", StringComparison.OrdinalIgnoreCase) => type,
            var type => $"{type}; charset=utf-8",
        };
        return response.WriteAsync(text);
    }

    private static string Indent(JsonElement body)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Indented)) body.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
