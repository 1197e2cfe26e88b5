using Azure;
using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>One block blob. Thread-safe.</summary>
public class BlobClient
{
    private readonly BlobRequests _requests = null!; // Set but in mocks, which override every use.

    protected BlobClient()
    {
    }

    internal BlobClient(BlobRequests requests, string container, string name)
    {
        _requests = requests;
        BlobContainerName = container;
        Name = name;
    }

    public virtual string BlobContainerName { get; } = string.Empty;

    public virtual string Name { get; } = string.Empty;

    public virtual Uri Uri => _requests.Address;

    /// <summary>Creates the blob; 409 <c>BlobAlreadyExists</c> when somebody was first.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual Task<Response> UploadAsync(BinaryData content, CancellationToken cancellationToken = default) =>
        UploadAsync(content, overwrite: false, cancellationToken);

    public virtual Task<Response> UploadAsync(BinaryData content, bool overwrite, CancellationToken cancellationToken = default) =>
        UploadAsync(
            content,
            new BlobUploadOptions { Conditions = overwrite ? null : new BlobRequestConditions { IfNoneMatch = ETag.All } },
            cancellationToken);

    public virtual async Task<Response> UploadAsync(
        BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        using var message = _requests.Create(RequestMethod.Put);
        var headers = message.Request.Headers;
        headers.SetValue("x-ms-blob-type", "BlockBlob");
        headers.SetValue(HttpHeader.Names.ContentType, options.HttpHeaders?.ContentType ?? "application/octet-stream");
        if (options.Conditions?.IfNoneMatch is { } none) headers.SetValue(HttpHeader.Names.IfNoneMatch, none.ToString());
        if (options.Conditions?.IfMatch is { } match) headers.SetValue(HttpHeader.Names.IfMatch, match.ToString("H"));
        message.Request.Content = RequestContent.Create(content.ToMemory());
        return await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>, or the service refused.</exception>
    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Get);
        var response = await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
        var details = new BlobDownloadDetails { ContentType = response.Headers.ContentType, ETag = response.Headers.ETag ?? default };
        return Response.FromValue(new BlobDownloadResult { Content = response.Content, Details = details }, response);
    }

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Head);
        var response = await _requests.SendAsync(message, alsoExpected: 404, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Status != 404, response);
    }
}
