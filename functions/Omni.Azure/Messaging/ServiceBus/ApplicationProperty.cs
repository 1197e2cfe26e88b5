using System.Globalization;
using System.Text.Json;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>An application property is a JSON scalar, both as a header and in a batch element.</summary>
internal static class ApplicationProperty
{
    /// <exception cref="ArgumentException">The type has no JSON scalar of its own.</exception>
    public static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int or long or short or byte or sbyte or ushort or uint: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTimeOffset time: json.WriteStringValue(time.ToString("R", CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture)); break;
            case Guid or Uri or TimeSpan or char: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            default: throw new ArgumentException($"Application property {name} has the unsupported type {value.GetType().Name}.");
        }
    }

    /// <summary>The value of a header, or null when it is not a scalar: transport noise.</summary>
    public static object? Parse(string header)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.String => json.RootElement.GetString(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number when json.RootElement.TryGetInt64(out var whole) => whole,
                JsonValueKind.Number => json.RootElement.GetDouble(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
