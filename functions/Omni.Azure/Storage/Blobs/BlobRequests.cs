using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Storage.Blobs;

/// <summary>Requests to one container or blob.</summary>
internal sealed class BlobRequests(Uri address, HttpPipeline pipeline, StorageSharedKey? key = null)
{
    public Uri Address => address;

    /// <summary>Of the account, where requests are signed with it.</summary>
    public StorageSharedKey? Key => key;

    /// <summary>Emulators have it in the path, the service in the name of its host.</summary>
    public string Account => key?.Account
        ?? (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || address.IsLoopback ? address.Segments[1].Trim('/') : address.Host.Split('.')[0]);

    public BlobRequests Child(string name) =>
        // The slashes of virtual folders stay; everything else is escaped.
        new(new Uri($"{address.AbsoluteUri}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}"), pipeline, key);

    public HttpMessage Create(RequestMethod method, string query = "")
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(address.AbsoluteUri + query));
        message.Request.Headers.SetValue("x-ms-version", BlobClientOptions.ServiceVersion);
        return message;
    }

    /// <returns>The answer when its status is successful or is <paramref name="alsoExpected"/>.</returns>
    /// <exception cref="RequestFailedException">Any other status; the error code of the service is in it.</exception>
    public async Task<Response> SendAsync(HttpMessage message, int alsoExpected, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var response = message.Response;
        return !response.IsError || response.Status == alsoExpected
            ? response
            : throw new RequestFailedException(response, null, BlobErrorParser.Instance);
    }
}
