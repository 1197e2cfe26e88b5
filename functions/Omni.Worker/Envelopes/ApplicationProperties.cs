using System.Text.Json;

namespace Omni.Worker.Envelopes;

internal static class ApplicationProperties
{
    /// <summary>
    /// Starts at the object and ends at its end. Nulls are left out; what is neither text, number nor truth stays JSON text.
    /// </summary>
    public static IDictionary<string, object> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Application properties are no object.");
        var properties = new Dictionary<string, object>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (Value(ref reader) is { } value)
                properties[name] = value;
        }

        return properties;
    }

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => JsonElement.ParseValue(ref reader).GetRawText(),
    };
}
