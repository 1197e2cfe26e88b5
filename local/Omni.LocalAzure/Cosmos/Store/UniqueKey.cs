using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>
/// The unique keys of a container, held by an index each: one value of all its paths within one partition key.
/// A missing property counts as null: https://learn.microsoft.com/azure/cosmos-db/unique-keys.
/// </summary>
internal static class UniqueKey
{
    private const string FunctionName = "unique_key";
    private const char Separator = '\n';

    private static readonly ConcurrentDictionary<string, PropertyPath[]> Parsed = new(StringComparer.Ordinal);

    public static void Register(SqliteConnection connection) => connection.CreateFunction(
        FunctionName, (byte[] document, string paths) => Of(document, Parsed.GetOrAdd(paths, Parse)), isDeterministic: true);

    public static void CreateIndexes(Database db, long container, IReadOnlyList<IReadOnlyList<string>> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var paths = string.Join(Separator, keys[i]).Replace("'", "''", StringComparison.Ordinal);
            db.Execute($"CREATE UNIQUE INDEX \"{StoreSchema.IndexPrefix("unique", container)}{i}\" ON items(pk, {FunctionName}(body, '{paths}')) WHERE container = {container}");
        }
    }

    private static PropertyPath[] Parse(string paths) => [.. paths.Split(Separator).Select(PropertyPath.Parse)];

    private static byte[] Of(byte[] document, PropertyPath[] paths)
    {
        var values = new ArrayBufferWriter<byte>(64);
        foreach (var path in paths)
        {
            var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = ItemDocument.MaxDepth });
            values.Write(path.TrySeek(ref reader) ? Value(document, ref reader) : "null"u8);
            values.Write(","u8);
        }

        return values.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> Value(byte[] document, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return Encoding.UTF8.GetBytes(PartitionKey.Quote(reader.GetString()!)); // a string token is never null
        if (reader.TokenType == JsonTokenType.Number) return Encoding.UTF8.GetBytes(PartitionKey.Number(reader.GetDouble()));
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return document.AsSpan(start..(int)reader.BytesConsumed);
    }
}
