using Azure;

namespace Omni.Azure.Storage.Blobs;

public sealed class BlobProperties
{
    public string? ContentType { get; init; }

    public long ContentLength { get; init; }

    public ETag ETag { get; init; }

    /// <summary>Names in any case.</summary>
    public required IDictionary<string, string> Metadata { get; init; }

    internal static BlobProperties Of(Response response) => new()
    {
        ContentType = response.Headers.ContentType,
        ContentLength = response.Headers.ContentLengthLong ?? 0,
        ETag = response.Headers.ETag ?? default,
        Metadata = response.Headers.Where(static header => header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(static header => header.Name[Prefix.Length..], static header => header.Value, StringComparer.OrdinalIgnoreCase),
    };

    private const string Prefix = "x-ms-meta-";
}
