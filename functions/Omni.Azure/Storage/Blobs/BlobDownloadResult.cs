using Azure;

namespace Omni.Azure.Storage.Blobs;

public sealed class BlobDownloadResult
{
    public required BinaryData Content { get; init; }

    public required BlobDownloadDetails Details { get; init; }
}

public sealed class BlobDownloadDetails
{
    public string? ContentType { get; init; }

    public ETag ETag { get; init; }
}
