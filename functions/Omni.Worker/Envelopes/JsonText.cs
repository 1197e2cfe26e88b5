using System.Buffers;
using System.Text.Json;

namespace Omni.Worker.Envelopes;

/// <summary>
/// The host wraps every value that is no object into a string that holds its JSON. This takes one such wrapping off;
/// a value without one stays as it is.
/// </summary>
internal ref struct JsonText
{
    private byte[]? rented;

    public ReadOnlySpan<byte> Utf8 { get; private init; }

    public static JsonText Of(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != (byte)'"')
            return new JsonText { Utf8 = value };
        var reader = new Utf8JsonReader(value);
        reader.Read();
        if (!reader.ValueIsEscaped)
            return new JsonText { Utf8 = reader.ValueSpan };
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(buffer);
        return new JsonText { rented = buffer, Utf8 = buffer.AsSpan(0, length) };
    }

    public void Dispose()
    {
        if (rented is null)
            return;
        ArrayPool<byte>.Shared.Return(rented);
        rented = null;
    }
}
