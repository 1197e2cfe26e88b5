using System.Text.Json;

namespace Omni.Worker.Envelopes;

/// <summary>Walks the members of an object without building it. Nothing at all counts as an object without members.</summary>
internal ref struct JsonMembers
{
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private ReadOnlySpan<byte> name;

    public JsonMembers(ReadOnlySpan<byte> json)
    {
        this.json = json;
        if (json.IsEmpty)
            return;
        reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
    }

    /// <summary>As sent: names with escapes in them are none that the host sends.</summary>
    public readonly ReadOnlySpan<byte> Name => name;

    /// <summary>The raw JSON of the value.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public readonly bool NameIs(ReadOnlySpan<byte> expected) => name.SequenceEqual(expected);

    public bool Next()
    {
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return false;
        name = reader.ValueSpan;
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Value = json[start..(int)reader.BytesConsumed];
        return true;
    }
}
