using Azure;

namespace Omni.Azure.Storage.Blobs;

public sealed class BlobUploadOptions
{
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <summary>ASCII; the names are letters, digits and underscores.</summary>
    public IDictionary<string, string>? Metadata { get; init; }

    public BlobRequestConditions? Conditions { get; set; }
}

public sealed class CommitBlockListOptions
{
    public BlobHttpHeaders? HttpHeaders { get; set; }

    /// <inheritdoc cref="BlobUploadOptions.Metadata"/>
    public IDictionary<string, string>? Metadata { get; init; }

    public BlobRequestConditions? Conditions { get; set; }
}

public sealed class BlobHttpHeaders
{
    public string? ContentType { get; set; }

    public string? ContentDisposition { get; set; }
}

public sealed class BlobRequestConditions
{
    public ETag? IfMatch { get; set; }

    public ETag? IfNoneMatch { get; set; }
}
