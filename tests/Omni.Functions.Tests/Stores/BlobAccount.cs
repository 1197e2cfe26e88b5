using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Omni.Azure.Storage.Blobs;

namespace Omni.Functions.Tests.Stores;

/// <summary>Just enough of a storage account.</summary>
internal sealed class BlobAccount : HttpMessageHandler
{
    private bool hasContainer;

    public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

    public int Requests { get; private set; }

    public Func<HttpResponseMessage>? Fate { get; set; }

    public BlobContainerClient Container(string name) => new(
        "UseDevelopmentStorage=true", name, new BlobClientOptions { Transport = new HttpClientTransport(this), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        if (Fate is not null)
            return Fate();

        var address = request.RequestUri!;
        if (address.Query.Contains("restype=container", StringComparison.Ordinal))
        {
            hasContainer = true;
            return new(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
        }

        if (request.Method == HttpMethod.Put && hasContainer)
        {
            Blobs[address.AbsolutePath] = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            return new(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
        }

        return Blobs.TryGetValue(address.AbsolutePath, out var blob)
            ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(blob) }
            : new(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) };
    }
}
