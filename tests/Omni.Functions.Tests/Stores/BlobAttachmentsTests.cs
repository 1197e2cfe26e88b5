using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Core.Pipeline;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Contacts;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Contacts;
using Omni.Functions.Timeline;

namespace Omni.Functions.Tests.Stores;

public sealed class BlobAttachmentsTests
{
    private readonly BlobAccount account = new();
    private readonly BlobAttachments attachments;

    public BlobAttachmentsTests() => attachments = new(account.Container(BlobAttachments.ContainerName));

    [Fact]
    public async Task Files_are_kept_a_few_at_a_time_and_in_their_order()
    {
        using var storage = new SlowStorage(answersFrom: 4);
        var container = new BlobContainerClient(
            "UseDevelopmentStorage=true", BlobAttachments.ContainerName, new BlobClientOptions { Transport = new HttpClientTransport(storage) });
        var files = Enumerable.Range(0, 30).Select(number => new Attachment { Name = $"{number}.txt", Content = Encoding.UTF8.GetBytes($"{number}") });

        var kept = await new BlobAttachments(container).KeepAsync([Sample.Contact("0af1") with { Attachments = [.. files] }], default).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(
            Enumerable.Range(0, 30).Select(number => ($"{number}.txt", $"0af1/{number}")),
            kept.Single().Attachments.Select(file => (file.Name!, file.Blob!)));
        Assert.Equal(4, storage.MostAtOnce);
    }

    [Fact]
    public async Task Html_the_entry_has_no_room_for_is_kept_as_the_first_of_the_files()
    {
        var html = $"<p>Привет</p><img src=\"data:image/png;base64,{new string('A', 2_000_000)}\">";
        var mail = Sample.Contact("0af1") with { Html = html, Attachments = [new() { Name = "a.txt", Content = "a"u8.ToArray() }] };

        var entry = Stored(Assert.Single(await attachments.KeepAsync([mail], default)));

        Assert.Null(entry.Html);
        Assert.Equal([("message.html", "0af1/0"), ("a.txt", "0af1/1")], entry.Attachments.Select(file => (file.Name, file.Blob)));
        Assert.Equal(html, Encoding.UTF8.GetString(account.Blobs.Single(blob => blob.Key.EndsWith("0af1/0", StringComparison.Ordinal)).Value));
    }

    [Fact]
    public async Task Html_that_fits_stays_where_the_headers_do_not()
    {
        var headers = JsonSerializer.SerializeToElement(new string('x', 1_000_000), ContactJson.Default.String);
        var mail = Sample.Contact("0af1") with { Html = new string('h', 1_000_000), Raw = headers };

        var entry = Stored(Assert.Single(await attachments.KeepAsync([mail], default)));

        Assert.Equal(mail.Html, entry.Html);
        Assert.Null(entry.Raw);
        Assert.Empty(account.Blobs);
    }

    private static Contact Stored(Contact contact) =>
        CosmosDocuments.Read(EntryDocument.Of(new string('c', 64), contact), TimelineJson.Default.TimelineEntry).Contact!;

    /// <summary>Answers nobody until so many have asked at once, and everybody from then on.</summary>
    private sealed class SlowStorage(int answersFrom) : HttpMessageHandler
    {
        private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int now;
        private int most;

        public int MostAtOnce => most;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asking = Interlocked.Increment(ref now);
            for (var seen = most; asking > seen; seen = most)
                Interlocked.CompareExchange(ref most, asking, seen);
            if (asking == answersFrom)
                enough.TrySetResult();
            await enough.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref now);
            return new(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
        }
    }
}
