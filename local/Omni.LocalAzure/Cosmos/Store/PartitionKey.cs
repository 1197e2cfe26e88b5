using System.Globalization;
using System.Text;
using System.Text.Json;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>A partition key value in its one canonical spelling: a JSON array, <c>{}</c> for a missing property.</summary>
internal readonly record struct PartitionKey(string Text)
{
    private const string Undefined = "{}";

    public static PartitionKey Of(string value) => new($"[{Quote(value)}]");

    /// <summary>The key a header names, and its number of components: fewer than the container's paths name a prefix.</summary>
    /// <exception cref="FormatException">The header is no array of primitive values.</exception>
    public static (PartitionKey Key, int Components) FromHeader(string header)
    {
        var count = 0;
        var reader = new Utf8JsonReader(LoneSurrogates.Replaced(Encoding.UTF8.GetBytes(header)));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new FormatException("The partition key is no array.");
            var text = new StringBuilder("[");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count++ > 0) text.Append(',');
                text.Append(Component(ref reader) ?? throw new FormatException("The partition key has a component that is no primitive value."));
                reader.Skip();
            }

            return (new PartitionKey(text.Append(']').ToString()), count);
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The partition key is malformed.", malformed);
        }
    }

    /// <returns>Null when a key property holds an object or array.</returns>
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

    public static string Quote(string value) =>
        value.AsSpan().IndexOfAny('"', '\\') < 0
            ? $"\"{value}\""
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>-0 equals 0.</summary>
    public static string Number(double value) => (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);

    private static string? Component(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Quote(reader.GetString()!), // a string token is never null
        JsonTokenType.Number => Number(reader.GetDouble()),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => Undefined,
        _ => null,
    };
}
