using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Azure.Core.Pipeline;
using Omni.Azure.Storage.Blobs;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Media;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Media;

/// <summary>What becomes of a file on its way into a storage account that works, breaks off or is away.</summary>
public sealed class BlobFilesTests : IDisposable
{
    private readonly Account _account = new();
    private readonly BlobFiles _files;

    public BlobFilesTests() => _files = new BlobFiles(
        new BlobContainerClient(
            "UseDevelopmentStorage=true",
            BlobAttachments.ContainerName,
            new BlobClientOptions { Transport = new HttpClientTransport(_account), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } }),
        keys: null);

    public void Dispose() => _account.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData((9 * 1024 * 1024) + 7)]
    public async Task A_file_is_kept_in_blocks_whole_and_found_again_though_nobody_made_the_container(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        var facts = await KeepAsync(bytes);

        Assert.Equal((length, Convert.ToHexStringLower(SHA256.HashData(bytes))), ((int)facts.Size, facts.Sha256));
        Assert.Equal(bytes, _account.Blobs["c1/0"].Content);
        Assert.Equal(facts, await _files.FindAsync("c1/0", default));
        Assert.InRange(_account.LargestBody, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Of_a_file_that_is_too_large_or_breaks_off_nothing_is_there()
    {
        await Assert.ThrowsAsync<MediaRefusedException>(() => KeepAsync(new byte[9_000_000], limit: 8_999_999));
        await Assert.ThrowsAsync<MediaUnavailableException>(async () =>
        {
            using var content = new MeasuredContent(new BrokenStream(5_000_000), 10_000_000);
            await _files.KeepAsync("c1/0", content, null, default);
        });

        Assert.Null(await _files.FindAsync("c1/0", default));
        Assert.Empty(_account.Blobs);
    }

    [Fact]
    public async Task Two_attempts_at_once_never_mix_their_blocks()
    {
        var (first, second) = (RandomNumberGenerator.GetBytes(5_000_000), RandomNumberGenerator.GetBytes(5_000_000));

        await Task.WhenAll(KeepAsync(first), KeepAsync(second));

        var kept = _account.Blobs["c1/0"].Content;
        Assert.True(kept.AsSpan().SequenceEqual(first) || kept.AsSpan().SequenceEqual(second));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept)), (await _files.FindAsync("c1/0", default))!.Sha256);
    }

    [Fact]
    public async Task A_file_that_nobody_counted_and_hashed_is_not_taken_for_one_that_was()
    {
        _account.Blobs["c1/0"] = ([1], "application/pdf", null);

        Assert.Null(await _files.FindAsync("c1/0", default));
    }

    [Fact]
    public async Task An_account_that_is_away_is_waited_for_and_is_no_fault_of_the_file()
    {
        _account.IsAway = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => KeepAsync([1, 2, 3]));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _files.FindAsync("c1/0", default));
        _account.IsAway = false;

        Assert.Equal(3, (await KeepAsync([1, 2, 3])).Size);
    }

    [Fact]
    public async Task An_address_tells_the_browser_what_is_safe_and_nothing_of_the_key()
    {
        var serving = FileServing.Of(new Attachment { Name = "план.html", ContentType = "text/html" });

        var address = await _files.LinkAsync("c1/0", serving, new DateTimeOffset(2026, 5, 4, 12, 5, 0, TimeSpan.Zero), default);

        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("r", "b", "2026-05-04T12:05:00Z"), (query["sp"], query["sr"], query["se"]));
        Assert.Equal(("application/octet-stream", "attachment; filename=\"____.html\"; filename*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD.html"), (query["rsct"], query["rscd"]));
        Assert.DoesNotContain("Eby8vdM02x", address.AbsoluteUri, StringComparison.Ordinal);
    }

    private async Task<FileFacts> KeepAsync(byte[] bytes, long limit = long.MaxValue)
    {
        using var content = new MeasuredContent(new MemoryStream(bytes), limit);
        return await _files.KeepAsync("c1/0", content, null, default);
    }

    private sealed class BrokenStream(int length) : ReadOnlyStream
    {
        private int _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
                throw new IOException("reset");
            var read = Math.Min(_left, buffer.Length);
            _left -= read;
            return new(read);
        }
    }

    /// <summary>The blocks and blobs of one container.</summary>
    private sealed class Account : HttpMessageHandler
    {
        private readonly ConcurrentDictionary<string, byte[]> _blocks = [];
        private bool _hasContainer;

        public ConcurrentDictionary<string, (byte[] Content, string Type, string? Hash)> Blobs { get; } = [];

        public int LargestBody { get; private set; }

        public bool IsAway { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsAway)
                return Answer(HttpStatusCode.ServiceUnavailable);
            var (name, query) = (string.Concat(request.RequestUri!.Segments[^2..]), System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query));
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            LargestBody = Math.Max(LargestBody, body.Length);
            _hasContainer |= query["restype"] == "container";
            if (request.Method == HttpMethod.Head)
                return Blobs.TryGetValue(name, out var blob) ? Properties(blob) : Answer(HttpStatusCode.NotFound);
            if (!_hasContainer)
                return Answer(HttpStatusCode.NotFound);
            if (query["comp"] == "block")
                _blocks[query["blockid"]!] = body;
            else if (query["comp"] == "blocklist")
                Commit(name, XDocument.Parse(Encoding.UTF8.GetString(body)), request);
            return Answer(HttpStatusCode.Created);
        }

        private void Commit(string name, XDocument list, HttpRequestMessage request)
        {
            byte[] content = [.. list.Descendants("Latest").SelectMany(block => _blocks[block.Value])];
            Blobs[name] = (content, request.Headers.GetValues("x-ms-blob-content-type").Single(), request.Headers.GetValues("x-ms-meta-sha256").Single());
        }

        private static HttpResponseMessage Properties((byte[] Content, string Type, string? Hash) blob)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(blob.Content) };
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", blob.Type);
            answer.Content.Headers.ContentLength = blob.Content.Length;
            if (blob.Hash is not null)
                answer.Headers.Add("x-ms-meta-sha256", blob.Hash);
            return answer;
        }

        private static HttpResponseMessage Answer(HttpStatusCode status) => new(status) { Content = new ByteArrayContent([]) };
    }
}
