using System.Buffers.Binary;
using System.Numerics;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>MurmurHash3, x64, 128 bits, seed 0: https://github.com/aappleby/smhasher/wiki/MurmurHash3.</summary>
internal static class Murmur
{
    private const int BlockBytes = 16;
    private const ulong LowFactor = 0x87c37b91114253d5;
    private const ulong HighFactor = 0x4cf5ad432745937f;

    /// <summary>Writes the 16 bytes of the hash, its lower half first.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        ulong low = 0, high = 0;
        var rest = data;
        for (; rest.Length >= BlockBytes; rest = rest[BlockBytes..])
        {
            low = BitOperations.RotateLeft(low ^ MixLow(BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) + high;
            low = (low * 5) + 0x52dce729;
            high = BitOperations.RotateLeft(high ^ MixHigh(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..])), 31) + low;
            high = (high * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[BlockBytes];
        tail.Clear();
        rest.CopyTo(tail);
        low ^= MixLow(BinaryPrimitives.ReadUInt64LittleEndian(tail)) ^ (ulong)data.Length;
        high ^= MixHigh(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..])) ^ (ulong)data.Length;
        low += high;
        high += low;
        low = Finish(low);
        high = Finish(high);
        low += high;
        high += low;
        BinaryPrimitives.WriteUInt64LittleEndian(hash, low);
        BinaryPrimitives.WriteUInt64LittleEndian(hash[8..], high);
    }

    private static ulong MixLow(ulong block) => BitOperations.RotateLeft(block * LowFactor, 31) * HighFactor;

    private static ulong MixHigh(ulong block) => BitOperations.RotateLeft(block * HighFactor, 33) * LowFactor;

    private static ulong Finish(ulong half)
    {
        half = (half ^ (half >> 33)) * 0xff51afd7ed558ccd;
        half = (half ^ (half >> 33)) * 0xc4ceb9fe1a85ec53;
        return half ^ (half >> 33);
    }
}
