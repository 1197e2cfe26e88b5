using System.Runtime.InteropServices;
using System.Text.Json;

namespace Omni.LocalAzure.Cosmos.Sql.Values;

/// <summary>A value of the query language: a part of a document, read on demand, or something computed. The default is undefined, which is not null.</summary>
internal readonly struct SqlValue
{
    private const double CharactersPerStep = 4;
    private const double BytesPerItem = 2;

    private readonly object? _computed;
    private readonly JsonElement _element;
    private readonly double _number;

    private SqlValue(SqlKind kind, object? computed = null, double number = 0, JsonElement element = default)
    {
        Kind = kind;
        _computed = computed;
        _number = number;
        _element = element;
    }

    public static SqlValue Undefined => default;

    public static SqlValue Null => new(SqlKind.Null);

    public static SqlValue True => new(SqlKind.Boolean, number: 1);

    public static SqlValue False => new(SqlKind.Boolean);

    public SqlKind Kind { get; }

    public bool IsUndefined => Kind == SqlKind.Undefined;

    public bool IsTrue => Kind == SqlKind.Boolean && _number != 0;

    public bool IsFalse => Kind == SqlKind.Boolean && _number == 0;

    public double Number => _number;

    /// <summary>Only for <see cref="SqlKind.Text"/>.</summary>
    public string Text => _computed as string ?? _element.GetString()!; // a string element is never null

    /// <summary>Items of an array; nothing for other types.</summary>
    public IEnumerable<SqlValue> Items => Kind != SqlKind.Array ? []
        : _computed is IReadOnlyList<SqlValue> items ? items
        : _element.EnumerateArray().Select(Of);

    /// <summary>Properties of an object; nothing for other types.</summary>
    public IEnumerable<KeyValuePair<string, SqlValue>> Properties => Kind != SqlKind.Object ? []
        : _computed is IReadOnlyList<KeyValuePair<string, SqlValue>> properties ? properties
        : _element.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Of(property.Value)));

    public int ItemCount => Kind != SqlKind.Array ? 0 : _computed is IReadOnlyList<SqlValue> items ? items.Count : _element.GetArrayLength();

    /// <summary>
    /// About how much work it is to walk through the value once, in properties; a value that holds another twice weighs it twice.
    /// Computed arrays and objects keep it where a number would be.
    /// </summary>
    public double Weight => Kind switch
    {
        SqlKind.Text => WeightOfText(_computed is string text ? text.Length : JsonMarshal.GetRawUtf8Value(_element).Length),
        SqlKind.Array or SqlKind.Object => _computed is null ? JsonMarshal.GetRawUtf8Value(_element).Length / BytesPerItem : _number,
        _ => 1,
    };

    public static double WeightOfText(double length) => 1 + (length / CharactersPerStep);

    public static SqlValue Of(bool value) => value ? True : False;

    /// <summary>Numbers that JSON cannot hold are undefined.</summary>
    public static SqlValue Of(double value) => double.IsFinite(value) ? new(SqlKind.Number, number: value) : Undefined;

    public static SqlValue Of(string value) => new(SqlKind.Text, value);

    /// <summary>Undefined items are left out.</summary>
    public static SqlValue Of(IEnumerable<SqlValue> items)
    {
        var defined = items.Where(item => !item.IsUndefined).ToList();
        return new(SqlKind.Array, defined, 1 + defined.Sum(item => item.Weight));
    }

    /// <summary>Undefined properties are left out.</summary>
    public static SqlValue Of(IEnumerable<KeyValuePair<string, SqlValue>> properties)
    {
        var defined = properties.Where(property => !property.Value.IsUndefined).ToList();
        return new(SqlKind.Object, defined, 1 + defined.Sum(property => WeightOfText(property.Key.Length) + property.Value.Weight));
    }

    public static SqlValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => new(SqlKind.Number, number: element.GetDouble(), element: element),
        JsonValueKind.String => new(SqlKind.Text, element: element),
        JsonValueKind.Array => new(SqlKind.Array, element: element),
        JsonValueKind.Object => new(SqlKind.Object, element: element),
        _ => Undefined,
    };

    public SqlValue Property(string name)
    {
        if (Kind != SqlKind.Object) return Undefined;
        if (_computed is null) return _element.TryGetProperty(name, out var found) ? Of(found) : Undefined;
        foreach (var property in Properties)
        {
            if (property.Key == name) return property.Value;
        }

        return Undefined;
    }

    public SqlValue Item(double index)
    {
        if (Kind != SqlKind.Array || index < 0 || index >= ItemCount || index != Math.Floor(index)) return Undefined;
        return _computed is IReadOnlyList<SqlValue> items ? items[(int)index] : Of(_element[(int)index]);
    }

    /// <summary>The same value without its document, which may be disposed then.</summary>
    public SqlValue Detached() => _element.ValueKind switch
    {
        JsonValueKind.Undefined when _computed is IReadOnlyList<SqlValue> items => Of(items.Select(item => item.Detached())),
        JsonValueKind.Undefined when _computed is IReadOnlyList<KeyValuePair<string, SqlValue>> properties =>
            Of(properties.Select(property => KeyValuePair.Create(property.Key, property.Value.Detached()))),
        JsonValueKind.Undefined => this,
        JsonValueKind.Number => Of(_number),
        JsonValueKind.String => Of(Text),
        _ => Of(_element.Clone()),
    };

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_element.ValueKind != JsonValueKind.Undefined)
        {
            _element.WriteTo(writer);
            return;
        }

        switch (Kind)
        {
            case SqlKind.Boolean:
                writer.WriteBooleanValue(IsTrue);
                break;
            case SqlKind.Number:
                writer.WriteNumberValue(_number);
                break;
            case SqlKind.Text:
                writer.WriteStringValue(Text);
                break;
            case SqlKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items) item.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case SqlKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in Properties)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
