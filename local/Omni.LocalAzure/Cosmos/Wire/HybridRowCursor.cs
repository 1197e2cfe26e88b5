using System.Buffers.Binary;
using System.Text;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>Reads the primitives of HybridRow records; anything cut short is an <see cref="InvalidDataException"/>.</summary>
internal struct HybridRowCursor(ReadOnlyMemory<byte> bytes)
{
    private int _position;

    public readonly bool AtEnd => _position >= bytes.Length;

    public byte ReadByte() => Take(1).Span[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    public string ReadText() => Encoding.UTF8.GetString(ReadBinary().Span);

    public ReadOnlyMemory<byte> ReadBinary() => Take(ReadVariableInt());

    public int ReadVariableInt()
    {
        var value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = ReadByte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("A length is malformed.");
    }

    public ReadOnlyMemory<byte> Take(int length)
    {
        if (length < 0 || length > bytes.Length - _position) throw new InvalidDataException("The record ends early.");
        var part = bytes.Slice(_position, length);
        _position += length;
        return part;
    }
}
