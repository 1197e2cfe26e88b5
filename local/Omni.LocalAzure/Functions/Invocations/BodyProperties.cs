using System.Globalization;
using System.Text.Json;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>The top-level properties of a text that is a JSON object: the host merges them into the metadata.</summary>
internal static class BodyProperties
{
    /// <returns>Case-insensitive; empty when the text is no JSON object. Arrays, nulls and names that end in "trigger" are left out.</returns>
    public static Dictionary<string, JsonElement> Read(string? text)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        if (text is null || !text.AsSpan().TrimStart().StartsWith("{")) return properties;
        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var property in json.RootElement.EnumerateObject())
                if (IsMerged(property)) properties[property.Name] = property.Value.Clone();
        }
        catch (JsonException)
        {
            return [];
        }

        return properties;
    }

    /// <summary>Objects travel as objects, everything else through a string of the invariant culture.</summary>
    public static void Write(Envelope envelope, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            envelope.Json.WritePropertyName(name);
            value.WriteTo(envelope.Json);
            return;
        }

        envelope.WriteText(name, value.ValueKind switch
        {
            JsonValueKind.True => bool.TrueString,
            JsonValueKind.False => bool.FalseString,
            JsonValueKind.String => DateOr(value.GetString() ?? ""),
            _ => value.GetRawText(),
        });
    }

    private static bool IsMerged(JsonProperty property) =>
        property.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null)
        && !property.Name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase);

    private static string DateOr(string text)
    {
        var looksLikeDate = text.Length >= 19 && text[4] == '-' && text[10] == 'T' && text[13] == ':';
        return looksLikeDate && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? date.ToString(CultureInfo.InvariantCulture)
            : text;
    }
}
