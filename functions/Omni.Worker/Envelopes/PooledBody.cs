using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Omni.Worker.Envelopes;

/// <summary>A request's body in one piece of pooled memory. The server limits its size.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int SmallestRent = 16 * 1024;
    private const int LargestFirstRent = 1024 * 1024;

    private byte[] buffer;
    private int length;

    private PooledBody(long? expected) =>
        buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected ?? 0, SmallestRent, LargestFirstRent));

    public ReadOnlySpan<byte> Utf8 => buffer.AsSpan(0, length);

    public static async Task<PooledBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new PooledBody(request.ContentLength);
        try
        {
            while (await request.Body.ReadAsync(body.buffer.AsMemory(body.length), cancellation) is > 0 and var read)
            {
                body.length += read;
                if (body.length == body.buffer.Length)
                    body.Grow();
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        return body;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan().CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
