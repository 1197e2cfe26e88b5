using Azure;
using Azure.Core;
using Omni.Azure.Storage.Sas;

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
        if (options.HttpHeaders?.ContentDisposition is { } disposition) headers.SetValue("x-ms-blob-content-disposition", disposition);
        BlobConditions.Set(headers, options.Conditions);
        foreach (var (name, value) in options.Metadata ?? new Dictionary<string, string>()) headers.SetValue($"x-ms-meta-{name}", value);
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

    /// <summary>The content as it comes, to be disposed of; not repeated where the connection breaks in between.</summary>
    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>, or the service refused.</exception>
    public virtual async Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Get);
        message.BufferResponse = false;
        var response = await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
        var details = new BlobDownloadDetails { ContentType = response.Headers.ContentType, ETag = response.Headers.ETag ?? default };
#pragma warning disable CA2000 // Belongs to whoever gets the answer.
        return Response.FromValue(new BlobDownloadStreamingResult(message.ExtractResponseContent() ?? Stream.Null, details), response);
#pragma warning restore CA2000
    }

    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>, or the service refused.</exception>
    public virtual async Task<Response<BlobProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Head);
        var response = await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(BlobProperties.Of(response), response);
    }

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Delete);
        var response = await _requests.SendAsync(message, alsoExpected: 404, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Status != 404, response);
    }

    /// <summary>Whether the client has the key of the account.</summary>
    public virtual bool CanGenerateSasUri => _requests.Key is not null;

    /// <exception cref="InvalidOperationException">The client has no key of the account.</exception>
    public virtual Uri GenerateSasUri(BlobSasBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = _requests.Key ?? throw new InvalidOperationException("Only a client with the key of the account signs addresses with it.");
        return Signed(Own(builder).Sign(key));
    }

    public virtual Uri GenerateUserDelegationSasUri(BlobSasBuilder builder, UserDelegationKey userDelegationKey)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userDelegationKey);
        return Signed(Own(builder).Sign(userDelegationKey, _requests.Account));
    }

    private BlobSasBuilder Own(BlobSasBuilder builder)
    {
        (builder.BlobContainerName, builder.BlobName) = (BlobContainerName, Name);
        return builder;
    }

    private Uri Signed(string query) => new($"{Uri.AbsoluteUri}?{query}");

    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Head);
        var response = await _requests.SendAsync(message, alsoExpected: 404, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Status != 404, response);
    }
}
