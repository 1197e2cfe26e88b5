using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>SELECT: what a row becomes.</summary>
internal sealed class Projection
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Evaluation _value;

    public Projection(SelectQuery query, Binder binder, Scope scope)
    {
        var isContainer = query.Sources is [{ Iterates: false, Path: Identifier }];
        IsDocument = isContainer && !query.IsGrouped && (query.Items is null || (query.IsValue && query.Items[0].Expression is Identifier));
        var last = scope.Count - 1;
        _value = query.Items is null ? row => row.Sources[last]
            : query.IsValue ? binder.Bind(query.Items[0].Expression)
            : Object(query.Items, binder);
    }

    /// <summary>The row is the document as it is.</summary>
    public bool IsDocument { get; }

    public SqlValue Value(Row row) => _value(row);

    public static ReadOnlyMemory<byte> Write(SqlValue value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output, Options)) value.WriteTo(writer);
        return output.WrittenMemory;
    }

    private static Evaluation Object(IReadOnlyList<SelectItem> items, Binder binder)
    {
        var columns = new List<KeyValuePair<string, Evaluation>>();
        var unnamed = 0;
        foreach (var item in items)
        {
            var name = item.Name ?? $"${++unnamed}";
            if (columns.Exists(column => column.Key == name)) throw SqlException.DuplicateProperty(name, item.Place.Start, item.Place.End);
            columns.Add(KeyValuePair.Create(name, binder.Bind(item.Expression)));
        }

        return row => SqlValue.Of(columns.Select(column => KeyValuePair.Create(column.Key, column.Value(row))));
    }
}
