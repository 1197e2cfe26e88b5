using Azure;
using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>One container. Thread-safe.</summary>
public class BlobContainerClient
{
    private readonly BlobRequests _requests = null!; // Set but in mocks, which override every use.

    protected BlobContainerClient()
    {
    }

    internal BlobContainerClient(BlobRequests requests, string name)
    {
        _requests = requests;
        Name = name;
    }

    public BlobContainerClient(string connectionString, string blobContainerName)
        : this(connectionString, blobContainerName, new BlobClientOptions())
    {
    }

    public BlobContainerClient(string connectionString, string blobContainerName, BlobClientOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(blobContainerName);
        ArgumentNullException.ThrowIfNull(options);
        var account = StorageConnectionString.Parse(connectionString);
        Name = blobContainerName;
        _requests = new BlobRequests(account.AddressOf(blobContainerName), options.BuildPipeline(account.Key), account.Key);
    }

    public BlobContainerClient(Uri blobContainerUri, TokenCredential credential)
        : this(blobContainerUri, credential, new BlobClientOptions())
    {
    }

    public BlobContainerClient(Uri blobContainerUri, TokenCredential credential, BlobClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(blobContainerUri);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(options);
        Name = blobContainerUri.Segments[^1].Trim('/');
        _requests = new BlobRequests(blobContainerUri, options.BuildPipeline(credential));
    }

    public virtual string Name { get; } = string.Empty;

    public virtual Uri Uri => _requests.Address;

    public virtual BlobClient GetBlobClient(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlobClient(_requests.Child(blobName), Name, blobName);
    }

    /// <summary>The same blob, to be written in blocks.</summary>
    public virtual BlockBlobClient GetBlockBlobClient(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlockBlobClient(_requests.Child(blobName));
    }

    public virtual async Task<Response> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Put, "?restype=container");
        message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        return await _requests.SendAsync(message, alsoExpected: 409, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Head, "?restype=container");
        var response = await _requests.SendAsync(message, alsoExpected: 404, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Status != 404, response);
    }
}
