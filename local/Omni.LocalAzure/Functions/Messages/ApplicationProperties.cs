using System.Globalization;
using System.Text.Json;

namespace Omni.LocalAzure.Functions.Messages;

internal static class ApplicationProperties
{
    private const string TrimmedFraction = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    public static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, object> properties)
    {
        json.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>A date as UTC with <c>Z</c>, without trailing zeros of the fraction.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(TrimmedFraction, CultureInfo.InvariantCulture) + "Z";

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(Utc(time));
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
