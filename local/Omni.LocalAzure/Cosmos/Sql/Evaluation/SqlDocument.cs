using System.Text.Json;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>A document while its rows are computed; an empty one stands for a query without FROM.</summary>
internal readonly struct SqlDocument : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    private readonly JsonDocument? _document;

    private SqlDocument(JsonDocument? document) => _document = document;

    public SqlValue Root => _document is null ? SqlValue.Undefined : SqlValue.Of(_document.RootElement);

    public static SqlDocument Parse(ReadOnlyMemory<byte> json) => new(json.IsEmpty ? null : JsonDocument.Parse(json, Options));

    public void Dispose() => _document?.Dispose();
}
