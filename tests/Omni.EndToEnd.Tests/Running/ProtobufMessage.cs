using System.Buffers.Binary;
using System.Text;

namespace Omni.EndToEnd.Tests.Running;

/// <summary>A protobuf message by its wire form: fields by number, as far as OTLP uses them.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> wire)
    {
        while (!wire.IsEmpty)
        {
            var tag = Varint(ref wire);
            _fields.Add((tag & 7) switch
            {
                0 => ((int)(tag >> 3), Varint(ref wire), default),
                1 => ((int)(tag >> 3), BinaryPrimitives.ReadUInt64LittleEndian(Take(ref wire, 8).Span), default),
                2 => ((int)(tag >> 3), 0, Take(ref wire, (int)Varint(ref wire))),
                5 => ((int)(tag >> 3), BinaryPrimitives.ReadUInt32LittleEndian(Take(ref wire, 4).Span), default),
                var kind => throw new InvalidDataException($"Wire type {kind} is not in use any more."),
            });
        }
    }

    /// <summary>The messages at the end of a path of field numbers, each repeated.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path) => path.Aggregate(
        Enumerable.Repeat(this, 1),
        (messages, field) => messages.SelectMany(message => message._fields.Where(known => known.Field == field).Select(known => new ProtobufMessage(known.Bytes))));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    public ulong Number(int field) => _fields.FirstOrDefault(known => known.Field == field).Number;

    private ReadOnlyMemory<byte> Bytes(int field) => _fields.FirstOrDefault(known => known.Field == field).Bytes;

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> wire, int length)
    {
        var taken = wire[..length];
        wire = wire[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> wire)
    {
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = Take(ref wire, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);

        return value;
    }
}
