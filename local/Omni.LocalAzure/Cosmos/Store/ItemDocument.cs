using System.Buffers;
using System.Text;
using System.Text.Json;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>An item as a client sent it, checked in one pass: its own properties without the system's, its id, key, and what its index costs.</summary>
internal sealed class ItemDocument
{
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Levels of nesting.</summary>
    public const int MaxDepth = JsonText.Deepest;
    private const int MaxIdBytes = 1023;

    private ItemDocument(byte[] properties, string id, PartitionKey key, long? ttl, int indexedLeaves)
    {
        Properties = properties;
        Id = id;
        PartitionKey = key;
        Ttl = ttl;
        IndexedLeaves = indexedLeaves;
    }

    /// <summary>The properties as JSON text without the braces around them.</summary>
    public byte[] Properties { get; }

    public string Id { get; }

    public PartitionKey PartitionKey { get; }

    /// <summary>The item's own time to live in seconds, -1 for ever.</summary>
    public long? Ttl { get; }

    public int IndexedLeaves { get; }

    /// <exception cref="FormatException">The body is no acceptable item; the message says why and quotes nothing of it.</exception>
    public static ItemDocument Parse(ReadOnlySpan<byte> body, ContainerDefinition definition)
    {
        try
        {
            if (!JsonText.IsUnicode(body)) throw new FormatException("The item has text that is no Unicode.");
            JsonText.CheckNames(body);
            var scan = Scan.Of(body, definition);
            if (scan.Id is not { Length: > 0 }) throw new FormatException("The item needs a property id that is a non-empty string.");
            if (scan.Id.AsSpan().IndexOfAny("/\\?#") >= 0) throw new FormatException("The id has a character that no id may have: / \\ ? #.");
            if (Encoding.UTF8.GetByteCount(scan.Id) > MaxIdBytes) throw new FormatException("The id is longer than 1023 bytes.");
            var key = PartitionKey.FromDocument(body, definition.PartitionKeyPaths)
                ?? throw new FormatException("The partition key must be a string, number, boolean or null.");
            return new ItemDocument(scan.Properties(), scan.Id, key, scan.Ttl, scan.IndexedLeaves);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException("The body is no JSON object, or has a name twice in one object.", malformed);
        }
    }

    /// <summary>Values of a stored document that are indexed.</summary>
    public static int IndexedLeavesOf(ReadOnlySpan<byte> stored, ContainerDefinition definition) => Scan.Of(stored, definition).IndexedLeaves;

    private ref struct Scan(ReadOnlySpan<byte> body, IndexingRules rules)
    {
        private readonly ReadOnlySpan<byte> _body = body;
        private readonly ArrayBufferWriter<byte> _kept = new(body.Length + 1);
        private int _keptFrom = -1;
        private int _keptTo;

        public string? Id { get; private set; }

        public long? Ttl { get; private set; }

        public int IndexedLeaves { get; private set; }

        public static Scan Of(ReadOnlySpan<byte> body, ContainerDefinition definition)
        {
            var scan = new Scan(body, definition.Indexing);
            scan.Run(new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth }));
            return scan;
        }

        private void Run(Utf8JsonReader reader)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("The body is no JSON object.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Property(ref reader);
            Flush();
            if (reader.Read()) throw new FormatException("Something follows the JSON object.");
        }

        public readonly byte[] Properties() => _kept.WrittenSpan.ToArray();

        private void Property(ref Utf8JsonReader reader)
        {
            var start = (int)reader.TokenStartIndex;
            if (IsSystem(ref reader))
            {
                Flush();
                reader.Read();
                reader.Skip();
                return;
            }

            if (_keptFrom < 0) _keptFrom = start;
            var isId = reader.ValueTextEquals("id"u8);
            var isTtl = reader.ValueTextEquals("ttl"u8);
            var (rule, indexed) = rules.Property(ref reader);
            reader.Read();
            if (isId) Id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            else if (isTtl) Ttl = TimeToLive(ref reader);
            IndexedLeaves += IndexingRules.CountLeaves(ref reader, rule, indexed);
            _keptTo = (int)reader.BytesConsumed;
        }

        private void Flush()
        {
            if (_keptFrom < 0) return;
            if (_kept.WrittenCount > 0) _kept.Write(","u8);
            _kept.Write(_body[_keptFrom.._keptTo]);
            _keptFrom = -1;
        }

        private static bool IsSystem(ref Utf8JsonReader reader) =>
            reader.ValueSpan is [(byte)'_' or (byte)'\\', ..]
            && (reader.ValueTextEquals("_rid"u8) || reader.ValueTextEquals("_self"u8) || reader.ValueTextEquals("_etag"u8)
                || reader.ValueTextEquals("_attachments"u8) || reader.ValueTextEquals("_ts"u8) || reader.ValueTextEquals("_lsn"u8));

        private static long? TimeToLive(ref Utf8JsonReader reader) =>
            reader.TokenType == JsonTokenType.Null ? null
            : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ttl) && ttl is -1 or (> 0 and <= int.MaxValue) ? ttl
            : throw new FormatException("ttl must be -1 or a positive number of seconds.");
    }
}
