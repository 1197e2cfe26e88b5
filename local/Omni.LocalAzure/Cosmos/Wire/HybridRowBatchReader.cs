using System.Text;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Decodes a batch request: RecordIO frames of BatchOperation rows (schema 2145473648).</summary>
internal static class HybridRowBatchReader
{
    public const byte RowMarker = 0x81;

    private const int SegmentSchema = 0x7FFFD8F0;
    private const int RecordSchema = 0x7FFFD8F1;
    private const int OperationSchema = 0x7FE15470;

    /// <exception cref="InvalidDataException">The body is no batch.</exception>
    public static List<BatchOperation> Read(ReadOnlyMemory<byte> body)
    {
        var cursor = new HybridRowCursor(body);
        Expect(ref cursor, SegmentSchema);
        cursor.ReadByte();
        cursor.Take(cursor.ReadInt32() - 10);
        var operations = new List<BatchOperation>();
        while (!cursor.AtEnd)
        {
            Expect(ref cursor, RecordSchema);
            var length = cursor.ReadInt32();
            var checksum = cursor.ReadUInt32();
            var row = cursor.Take(length);
            if (Crc32.Of(row.Span) != checksum) throw new InvalidDataException("A record's checksum is wrong.");
            operations.Add(ReadOperation(row));
        }

        return operations;
    }

    private static BatchOperation ReadOperation(ReadOnlyMemory<byte> row)
    {
        var cursor = new HybridRowCursor(row);
        Expect(ref cursor, OperationSchema);
        var present = cursor.ReadByte();
        var type = Has(present, 0) ? cursor.ReadInt32() : throw new InvalidDataException("An operation has no type.");
        if (Has(present, 1)) cursor.ReadInt32();
        var key = Has(present, 2) ? cursor.ReadText() : null;
        if (Has(present, 3)) cursor.ReadBinary();
        var id = Has(present, 4) ? cursor.ReadText() : null;
        if (Has(present, 5)) cursor.ReadBinary();
        var operation = new BatchOperation
        {
            Type = (BatchOperationType)type,
            PartitionKey = key,
            Id = id,
            Body = Has(present, 6) ? cursor.ReadBinary() : default,
        };
        while (!cursor.AtEnd) operation = ReadSparse(ref cursor, operation);
        return operation;
    }

    private static BatchOperation ReadSparse(ref HybridRowCursor cursor, BatchOperation operation)
    {
        var type = (SparseType)cursor.ReadByte();
        var token = cursor.ReadVariableInt();
        ReadOnlyMemory<byte> value = type switch
        {
            SparseType.Null or SparseType.False or SparseType.True => default,
            SparseType.Int32 or SparseType.UInt32 => cursor.Take(4),
            SparseType.Float64 => cursor.Take(8),
            SparseType.Utf8 or SparseType.Binary => cursor.ReadBinary(),
            _ => throw new InvalidDataException($"Sparse type {(byte)type} is unknown."),
        };
        return token switch
        {
            9 => operation with { IfMatch = Encoding.UTF8.GetString(value.Span) },
            10 => operation with { IfNoneMatch = Encoding.UTF8.GetString(value.Span) },
            12 => operation with { Minimal = type == SparseType.True },
            _ => operation,
        };
    }

    private static void Expect(ref HybridRowCursor cursor, int schema)
    {
        if (cursor.ReadByte() != RowMarker || cursor.ReadInt32() != schema) throw new InvalidDataException("The body is no batch.");
    }

    private static bool Has(byte present, int column) => (present & (1 << column)) != 0;
}
