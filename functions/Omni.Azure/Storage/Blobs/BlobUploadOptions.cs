using Azure;

namespace Omni.Azure.Storage.Blobs;

public sealed class BlobUploadOptions
{
    public BlobHttpHeaders? HttpHeaders { get; set; }

    public BlobRequestConditions? Conditions { get; set; }
}

public sealed class BlobHttpHeaders
{
    public string? ContentType { get; set; }
}

public sealed class BlobRequestConditions
{
    public ETag? IfMatch { get; set; }

    public ETag? IfNoneMatch { get; set; }
}
