using System.Buffers;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>A growing buffer on rented memory that can drop what was sent from its front.</summary>
internal sealed class PooledBuffer(int initialSize) : IBufferWriter<byte>
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(initialSize);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> First(int length) => _bytes.AsMemory(0, length);

    public byte this[int index]
    {
        set => _bytes[index] = value;
    }

    public void Append(byte value)
    {
        GetSpan(1)[0] = value;
        Advance(1);
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Keeps what starts at <paramref name="start"/> and puts it at <paramref name="target"/>.</summary>
    public void MoveTail(int start, int target)
    {
        _bytes.AsSpan(start, Length - start).CopyTo(_bytes.AsSpan(target));
        Length = target + Length - start;
    }

    public void Return()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length >= needed) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + needed));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
