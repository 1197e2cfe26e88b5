using System.Text;
using Azure;
using Azure.Core;
using Omni.Azure.Storage.Sas;

namespace Omni.Azure.Storage.Blobs;

/// <summary>One storage account. Thread-safe.</summary>
public class BlobServiceClient
{
    private readonly BlobRequests _requests = null!; // Set but in mocks, which override every use.

    protected BlobServiceClient()
    {
    }

    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(serviceUri);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(options);
        _requests = new BlobRequests(new Uri(serviceUri.AbsoluteUri.TrimEnd('/')), options.BuildPipeline(credential));
    }

    public virtual Uri Uri => _requests.Address;

    /// <summary>The key lives at most seven days.</summary>
    /// <exception cref="RequestFailedException">403: the identity lacks the role Storage Blob Delegator.</exception>
    public virtual async Task<Response<UserDelegationKey>> GetUserDelegationKeyAsync(
        DateTimeOffset? startsOn, DateTimeOffset expiresOn, CancellationToken cancellationToken = default)
    {
        var start = startsOn is { } time ? $"<Start>{SasTime.Text(time)}</Start>" : "";
        using var message = _requests.Create(RequestMethod.Post, "?restype=service&comp=userdelegationkey");
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/xml");
        message.Request.Content = RequestContent.Create(
            Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="utf-8"?><KeyInfo>{start}<Expiry>{SasTime.Text(expiresOn)}</Expiry></KeyInfo>"""));
        var response = await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(UserDelegationKey.Parse(response.Content.ToString()), response);
    }
}
