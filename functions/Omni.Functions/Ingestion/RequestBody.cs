using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Ingestion;

/// <summary>The bytes of a request in a rented array, given back on disposal.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int SizeUnannounced = 4096;

    /// <summary>A length is only announced, by a sender nobody has proven yet: memory follows the bytes.</summary>
    private const int LargestFirstSize = 64 * 1024;

    private byte[] buffer;
    private int length;

    private RequestBody(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Null when there are more than <paramref name="limit"/> bytes; then not read to the end.</summary>
    /// <exception cref="IOException">The sender broke off.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;

        // One byte more than announced: the read that finds the end needs room as well.
        var body = new RequestBody((int)Math.Min((request.ContentLength ?? SizeUnannounced) + 1, LargestFirstSize));
        var whole = false;
        try
        {
            whole = await body.FillAsync(request.Body, limit, cancellationToken).ConfigureAwait(false);
            return whole ? body : null;
        }
        finally
        {
            if (!whole)
                body.Dispose();
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    private async ValueTask<bool> FillAsync(Stream source, int limit, CancellationToken cancellationToken)
    {
        while (await source.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length > limit)
                return false;
            if (length == buffer.Length)
                Grow();
        }

        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
