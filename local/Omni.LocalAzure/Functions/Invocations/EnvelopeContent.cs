using System.Net;
using System.Net.Http.Headers;

namespace Omni.LocalAzure.Functions.Invocations;

/// <summary>Sends an envelope as the vendor's host does: chunked, without a length.</summary>
internal sealed class EnvelopeContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private readonly ReadOnlyMemory<byte> _bytes;

    public EnvelopeContent(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Headers.ContentType = Json;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
