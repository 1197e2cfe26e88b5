using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>
/// Where a partition key lies in the space that ranges divide: a hash for each component, one after the other, as upper-case hex.
/// A prefix of a hierarchical key is therefore a prefix of this text: https://learn.microsoft.com/azure/cosmos-db/hierarchical-partition-keys.
/// </summary>
internal static class EffectiveKey
{
    public const string FunctionName = "effective_key";

    /// <summary>Sorts after everything that begins with the text before it.</summary>
    public const string End = "FF";

    private const int HashBytes = 16;

    /// <summary>The hash's top bits stay clear, so that <see cref="End"/> is beyond every key.</summary>
    private const byte HashMask = 0x3F;

    public static void Register(SqliteConnection connection) => connection.CreateFunction(FunctionName, (string key) => Of(key), isDeterministic: true);

    /// <param name="key">A key, or the first components of one, as <see cref="PartitionKey"/> spells it.</param>
    public static string Of(string key)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(key));
        var text = new StringBuilder(2 * HashBytes);
        Span<byte> hash = stackalloc byte[HashBytes];
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Murmur.Hash(Component(ref reader), hash);
            hash.Reverse();
            hash[0] &= HashMask;
            text.Append(Convert.ToHexString(hash));
            reader.Skip();
        }

        return text.ToString();
    }

    private static byte[] Component(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => [1],
        JsonTokenType.False => [2],
        JsonTokenType.True => [3],
        JsonTokenType.Number => Number(reader.GetDouble()),
        JsonTokenType.String => [8, .. Encoding.UTF8.GetBytes(reader.GetString()!), 0xFF], // a string token is never null
        _ => [0],
    };

    private static byte[] Number(double number)
    {
        var bytes = new byte[1 + sizeof(double)];
        bytes[0] = 5;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(1), number);
        return bytes;
    }
}
