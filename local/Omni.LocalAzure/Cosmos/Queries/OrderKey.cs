using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>
/// A value as bytes that sort like ORDER BY: a type byte, then the value. SQLite indexes documents by it.
/// Strings sort by UTF-8 bytes, which differs from code units only for surrogate pairs.
/// </summary>
internal static class OrderKey
{
    private const string FunctionName = "order_key";
    private const byte False = 0x10 * (byte)SqlKind.Boolean;

    private static readonly ConcurrentDictionary<string, PropertyPath> Paths = new(StringComparer.Ordinal);

    /// <summary>Makes the function known to a connection; an index on it needs it on every one.</summary>
    public static void Register(SqliteConnection connection) =>
        connection.CreateFunction(FunctionName, (byte[] document, string path) => Of(document, Paths.GetOrAdd(path, PropertyPath.Parse)), isDeterministic: true);

    /// <summary>The SQL expression for a path whose names hold neither quotes nor slashes.</summary>
    public static string Expression(PropertyPath path) => $"{FunctionName}(body, '/{string.Join('/', path.Names)}')";

    public static bool CanIndex(IReadOnlyList<string> names) => names.All(name => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'));

    /// <summary>Where a type begins.</summary>
    public static byte[] Start(SqlKind kind) => [(byte)(0x10 * (byte)kind)];

    /// <summary>Where the next type begins.</summary>
    public static byte[] End(SqlKind kind) => [(byte)(0x10 * ((byte)kind + 1))];

    /// <summary>Whether every value is on the same side of this one by its key as by comparison: UTF-8 bytes and code units disagree from U+D800 on.</summary>
    public static bool SortsAsCompared(SqlValue value) => value.Kind != SqlKind.Text || !value.Text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF');

    /// <summary>The key of a primitive value.</summary>
    public static byte[] Of(SqlValue value) => value.Kind switch
    {
        SqlKind.Boolean => [(byte)(value.IsTrue ? False + 1 : False)],
        SqlKind.Number => Number(value.Number),
        SqlKind.Text => Text(Encoding.UTF8.GetBytes(value.Text)),
        _ => Start(value.Kind),
    };

    private static byte[] Of(byte[] document, PropertyPath path)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = 256 });
        if (!path.TrySeek(ref reader)) return Start(SqlKind.Undefined);
        return reader.TokenType switch
        {
            JsonTokenType.Null => Start(SqlKind.Null),
            JsonTokenType.False => [False],
            JsonTokenType.True => [False + 1],
            JsonTokenType.Number => Number(reader.GetDouble()),
            JsonTokenType.String when !reader.ValueIsEscaped => Text(reader.ValueSpan),
            JsonTokenType.String => Text(Encoding.UTF8.GetBytes(reader.GetString()!)), // a string token is never null
            JsonTokenType.StartArray => Start(SqlKind.Array),
            _ => Start(SqlKind.Object),
        };
    }

    private static byte[] Text(ReadOnlySpan<byte> text) => [0x10 * (byte)SqlKind.Text, .. text];

    /// <summary>IEEE bits, flipped so that they sort as unsigned bytes.</summary>
    private static byte[] Number(double number)
    {
        var key = new byte[9];
        key[0] = 0x10 * (byte)SqlKind.Number;
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(1), bits < 0 ? ~bits : bits ^ long.MinValue);
        return key;
    }
}
