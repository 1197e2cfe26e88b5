using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Resource ids as clients parse them: base64 with '-' for '/'; a child starts with its parent's bytes.</summary>
internal static class ResourceId
{
    public const int ItemTextLength = 24;

    private const uint ContainerFlag = 0x8000_0000;
    private const byte RangeKind = 0x50;

    public static byte[] Database(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    public static byte[] Container(ReadOnlySpan<byte> database, int number)
    {
        var bytes = new byte[8];
        database.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), ContainerFlag | (uint)number);
        return bytes;
    }

    public static string Range(ReadOnlySpan<byte> container)
    {
        Span<byte> bytes = stackalloc byte[16];
        container.CopyTo(bytes);
        bytes[8..].Clear();
        bytes[8] = 2;
        bytes[15] = RangeKind;
        return Text(bytes);
    }

    /// <summary>Writes the <see cref="ItemTextLength"/> characters of an item's id.</summary>
    public static void WriteItem(ReadOnlySpan<byte> container, long counter, Span<byte> target)
    {
        Span<byte> bytes = stackalloc byte[16];
        container.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], counter);
        if (Base64.EncodeToUtf8(bytes, target, out _, out _) != OperationStatus.Done) throw new ArgumentException("The target is too short.", nameof(target));
        target[..ItemTextLength].Replace((byte)'/', (byte)'-');
    }

    public static string Offer(int container) => Text([(byte)(container >> 16), (byte)(container >> 8), (byte)container]);

    public static string Text(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
