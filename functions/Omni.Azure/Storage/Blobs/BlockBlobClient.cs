using System.Text;
using Azure;
using Azure.Core;

namespace Omni.Azure.Storage.Blobs;

/// <summary>A blob that is written in blocks: none of them is there for readers until the list of all is committed.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/put-block</remarks>
public class BlockBlobClient
{
    private readonly BlobRequests _requests = null!; // Set but in mocks, which override every use.

    protected BlockBlobClient()
    {
    }

    internal BlockBlobClient(BlobRequests requests) => _requests = requests;

    /// <param name="base64BlockId">All ids of one blob have the same length.</param>
    /// <param name="content">From its position on; read again where the request has to be repeated.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public virtual async Task<Response> StageBlockAsync(string base64BlockId, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var message = _requests.Create(RequestMethod.Put, $"?comp=block&blockid={Uri.EscapeDataString(base64BlockId)}");
        message.Request.Content = RequestContent.Create(content);
        return await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the blob out of blocks, in this order; what was staged and is not in the list is thrown away.</summary>
    public virtual async Task<Response> CommitBlockListAsync(
        IEnumerable<string> base64BlockIds, CommitBlockListOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(base64BlockIds);
        ArgumentNullException.ThrowIfNull(options);
        using var message = _requests.Create(RequestMethod.Put, "?comp=blocklist");
        var headers = message.Request.Headers;
        headers.SetValue(HttpHeader.Names.ContentType, "application/xml");
        headers.SetValue("x-ms-blob-content-type", options.HttpHeaders?.ContentType ?? "application/octet-stream");
        if (options.HttpHeaders?.ContentDisposition is { } disposition) headers.SetValue("x-ms-blob-content-disposition", disposition);
        BlobConditions.Set(headers, options.Conditions);
        foreach (var (name, value) in options.Metadata ?? new Dictionary<string, string>()) headers.SetValue($"x-ms-meta-{name}", value);
        var list = string.Concat(base64BlockIds.Select(static id => $"<Latest>{id}</Latest>"));
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="utf-8"?><BlockList>{list}</BlockList>"""));
        return await _requests.SendAsync(message, alsoExpected: 0, cancellationToken).ConfigureAwait(false);
    }
}
