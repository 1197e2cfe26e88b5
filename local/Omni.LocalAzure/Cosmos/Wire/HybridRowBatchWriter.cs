using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Encodes a batch answer: RecordIO frames of BatchResult rows (schema 2145473649).</summary>
internal static class HybridRowBatchWriter
{
    private const int RecordHeaderLength = 13;

    private static ReadOnlySpan<byte> SegmentHeader => [0x81, 0xF0, 0xD8, 0xFF, 0x7F, 0x01, 0x0A, 0, 0, 0];

    private static ReadOnlySpan<byte> RecordHeader => [0x81, 0xF1, 0xD8, 0xFF, 0x7F];

    private static ReadOnlySpan<byte> ResultHeader => [0x81, 0x71, 0x54, 0xE1, 0x7F];

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<BatchResult> results)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write(SegmentHeader);
        var row = new ArrayBufferWriter<byte>(256);
        foreach (var result in results)
        {
            row.ResetWrittenCount();
            WriteRow(row, result);
            var header = output.GetSpan(RecordHeaderLength);
            RecordHeader.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header[5..], row.WrittenCount);
            BinaryPrimitives.WriteUInt32LittleEndian(header[9..], Crc32.Of(row.WrittenSpan));
            output.Advance(RecordHeaderLength);
            output.Write(row.WrittenSpan);
        }

        return output.WrittenMemory;
    }

    private static void WriteRow(ArrayBufferWriter<byte> row, BatchResult result)
    {
        row.Write(ResultHeader);
        var present = 0b11 | (result.ETag is null ? 0 : 0b100) | (result.Body.IsEmpty ? 0 : 0b1000);
        WriteByte(row, (byte)present);
        WriteInt32(row, result.Status);
        WriteInt32(row, result.SubStatus);
        if (result.ETag is not null) WriteBinary(row, Encoding.UTF8.GetBytes(result.ETag));
        if (!result.Body.IsEmpty) WriteBinary(row, result.Body.Span);
        WriteByte(row, (byte)SparseType.Float64);
        WriteByte(row, 6);
        BinaryPrimitives.WriteDoubleLittleEndian(row.GetSpan(8), result.Charge);
        row.Advance(8);
    }

    private static void WriteByte(ArrayBufferWriter<byte> row, byte value)
    {
        row.GetSpan(1)[0] = value;
        row.Advance(1);
    }

    private static void WriteInt32(ArrayBufferWriter<byte> row, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row.GetSpan(4), value);
        row.Advance(4);
    }

    private static void WriteBinary(ArrayBufferWriter<byte> row, ReadOnlySpan<byte> value)
    {
        var length = (uint)value.Length;
        for (; length >= 0x80; length >>= 7) WriteByte(row, (byte)(length | 0x80));
        WriteByte(row, (byte)length);
        row.Write(value);
    }
}
