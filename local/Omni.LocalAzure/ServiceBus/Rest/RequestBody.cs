using System.Buffers;

namespace Omni.LocalAzure.ServiceBus.Rest;

/// <summary>The body of a request on rented memory.</summary>
internal readonly struct RequestBody(byte[] rented, int length) : IDisposable
{
    /// <summary>Of a message, its properties included, or of a batch, in the Standard tier.</summary>
    public const int Limit = 256 * 1024;

    public ReadOnlySpan<byte> Bytes => rented.AsSpan(0, length);

    /// <returns>Null when it is larger than <see cref="Limit"/>.</returns>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > Limit) return null;
        var bytes = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? Limit) + 1);
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length <= Limit) return new RequestBody(bytes, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return null;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);
}
