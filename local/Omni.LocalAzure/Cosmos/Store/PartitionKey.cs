using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>A partition key value in its one canonical spelling: a JSON array, <c>{}</c> for a missing property.</summary>
internal readonly record struct PartitionKey(string Text)
{
    private const string Undefined = "{}";
    private const int MaxBytes = 2048;

    public static PartitionKey Of(string value) => new($"[{Quote(value)}]");

    /// <summary>The key a header names, and its number of components: fewer than the container's paths name a prefix.</summary>
    /// <exception cref="FormatException">The header is no array of primitive values.</exception>
    public static (PartitionKey Key, int Components) FromHeader(string header)
    {
        var count = 0;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(header));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new FormatException("The partition key is no array.");
            var text = new StringBuilder("[");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count++ > 0) text.Append(',');
                text.Append(Component(ref reader) ?? throw new FormatException("The partition key has a component that is no primitive value."));
                if (reader.TokenType == JsonTokenType.StartObject && (!reader.Read() || reader.TokenType != JsonTokenType.EndObject))
                    throw new FormatException("The partition key has a component that is no primitive value.");
            }

            if (reader.Read()) throw new FormatException("Something follows the partition key.");
            return (new PartitionKey(text.Append(']').ToString()), count);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException("The partition key is malformed.", malformed);
        }
    }

    /// <returns>Null when a key property holds an object, an array or a number beyond every double.</returns>
    /// <exception cref="FormatException">A component is too long.</exception>
    public static PartitionKey? FromDocument(ReadOnlySpan<byte> document, IReadOnlyList<PropertyPath> paths)
    {
        var text = new StringBuilder("[", 64);
        foreach (var path in paths)
        {
            if (text.Length > 1) text.Append(',');
            var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = ItemDocument.MaxDepth });
            if (!path.TrySeek(ref reader)) text.Append(Undefined);
            else if (reader.TokenType is not JsonTokenType.StartObject && Component(ref reader) is { } component) text.Append(component);
            else return null;
        }

        return new PartitionKey(text.Append(']').ToString());
    }

    /// <summary>JSON text of a string; only what must be escaped is.</summary>
    public static string Quote(string value)
    {
        if (value.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && value.AsSpan().IndexOfAny('"', '\\') < 0) return $"\"{value}\"";
        var quoted = new StringBuilder("\"", value.Length + 8);
        foreach (var c in value) _ = c switch
        {
            '"' or '\\' => quoted.Append('\\').Append(c),
            < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => quoted.Append(c),
        };
        return quoted.Append('"').ToString();
    }

    /// <summary>The one spelling of a number; zero has no sign.</summary>
    public static string Number(double value) => (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);

    private static string? Component(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Quote(Short(reader.GetString()!)), // a string token is never null
        JsonTokenType.Number => reader.GetDouble() is var number && double.IsFinite(number) ? Number(number) : null,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => Undefined,
        _ => null,
    };

    private static string Short(string value) =>
        Encoding.UTF8.GetByteCount(value) <= MaxBytes ? value : throw new FormatException("The partition key is longer than 2048 bytes.");
}
