using Azure;

namespace Omni.Azure.Storage.Blobs;

public sealed class BlobDownloadResult
{
    public required BinaryData Content { get; init; }

    public required BlobDownloadDetails Details { get; init; }
}

public sealed class BlobDownloadStreamingResult(Stream content, BlobDownloadDetails details) : IDisposable
{
    public Stream Content { get; } = content;

    public BlobDownloadDetails Details { get; } = details;

    public void Dispose() => Content.Dispose();
}

public sealed class BlobDownloadDetails
{
    public string? ContentType { get; init; }

    public ETag ETag { get; init; }
}
