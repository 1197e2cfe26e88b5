using System.Text;
using System.Text.Json;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>A path of properties such as <c>/contact/occurredAt</c>, found in a document without building a tree.</summary>
internal sealed class PropertyPath
{
    private readonly byte[][] _segments;

    public PropertyPath(IReadOnlyList<string> names)
    {
        Names = names;
        _segments = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    public IReadOnlyList<string> Names { get; }

    public static PropertyPath Parse(string path) =>
        new([.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => segment.Trim('"'))]);

    /// <summary>Moves a fresh reader to the value, the last one where a name stands twice; false when the document has no such property.</summary>
    public bool TrySeek(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) return false;
        foreach (var segment in _segments)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !TryEnter(ref reader, segment)) return false;
        }

        return true;
    }

    private static bool TryEnter(ref Utf8JsonReader reader, byte[] name)
    {
        var found = false;
        var value = reader;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isThis = reader.ValueTextEquals(name);
            reader.Read();
            if (isThis)
            {
                found = true;
                value = reader;
            }

            reader.Skip();
        }

        reader = value;
        return found;
    }
}
