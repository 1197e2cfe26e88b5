using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Omni.Azure.Storage.Blobs;
using Omni.Azure.Storage.Sas;

namespace Omni.LocalAzure.Tests.Blobs;

/// <summary>Files in blocks, their properties, and addresses for strangers, against the real Azurite.</summary>
public sealed class BlobFileContractTests(AzuriteServer server) : IClassFixture<AzuriteServer>
{
    private static readonly DateTimeOffset InAnHour = TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task Blocks_are_a_blob_once_their_list_is_committed_and_not_before()
    {
        var container = await CreateContainerAsync();
        var (first, second) = (RandomNumberGenerator.GetBytes(300_000), RandomNumberGenerator.GetBytes(5));
        var blocks = container.GetBlockBlobClient("c1/0");

        await blocks.StageBlockAsync(Id(0), new MemoryStream(first));
        await blocks.StageBlockAsync(Id(1), new MemoryStream(second));
        Assert.False(await container.GetBlobClient("c1/0").ExistsAsync());
        await blocks.CommitBlockListAsync([Id(0), Id(1)], Options());

        var properties = (await container.GetBlobClient("c1/0").GetPropertiesAsync()).Value;
        Assert.Equal(("application/pdf", 300_005L, "abc"), (properties.ContentType, properties.ContentLength, properties.Metadata["SHA256"]));
        using var streamed = (await container.GetBlobClient("c1/0").DownloadStreamingAsync()).Value;
        using var content = new MemoryStream();
        await streamed.Content.CopyToAsync(content);
        Assert.Equal([.. first, .. second], content.ToArray());
    }

    [Fact]
    public async Task A_blob_of_no_blocks_is_an_empty_one()
    {
        var container = await CreateContainerAsync();

        await container.GetBlockBlobClient("zero").CommitBlockListAsync([], Options());

        Assert.Equal(0, (await container.GetBlobClient("zero").GetPropertiesAsync()).Value.ContentLength);
    }

    [Fact]
    public async Task A_second_list_replaces_the_blob()
    {
        var container = await CreateContainerAsync();
        foreach (var text in new[] { "first", "second" })
        {
            await container.GetBlockBlobClient("a").StageBlockAsync(Id(text.Length), new MemoryStream(Encoding.UTF8.GetBytes(text)));
            await container.GetBlockBlobClient("a").CommitBlockListAsync([Id(text.Length)], Options());
        }

        Assert.Equal("second", (await container.GetBlobClient("a").DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_block_that_was_never_staged_is_refused()
    {
        var container = await CreateContainerAsync();

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => container.GetBlockBlobClient("a").CommitBlockListAsync([Id(7)], Options()));

        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_container_nobody_made_takes_no_block()
    {
        var missing = new BlobContainerClient(server.ConnectionString, NewName()).GetBlockBlobClient("a");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => missing.StageBlockAsync(Id(0), new MemoryStream([1])));

        Assert.Equal((404, "ContainerNotFound"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_deleted_blob_is_not_there_and_deleting_it_again_is_no_failure()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("x"));

        Assert.True(await blob.DeleteIfExistsAsync());
        Assert.False(await blob.DeleteIfExistsAsync());
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => blob.GetPropertiesAsync())).Status);
    }

    [Fact]
    public async Task Whoever_has_the_address_reads_that_blob_as_the_address_says_and_no_other()
    {
        var container = await CreateContainerAsync();
        await container.GetBlobClient("in/план #1.html").UploadAsync(BinaryData.FromString("<script>"), new BlobUploadOptions { HttpHeaders = new() { ContentType = "text/html" } });
        await container.GetBlobClient("other").UploadAsync(BinaryData.FromString("secret"));

        var address = container.GetBlobClient("in/план #1.html").GenerateSasUri(Reading(InAnHour));

        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        Assert.Equal("<script>", await answer.Content.ReadAsStringAsync());
        Assert.Equal(("application/octet-stream", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("план #1.html", answer.Content.Headers.ContentDisposition.FileNameStar);
        using var other = await http.GetAsync(new Uri(container.GetBlobClient("other").Uri + address.Query));
        using var nobody = await http.GetAsync(container.GetBlobClient("other").Uri);
        using var changed = new StringContent("changed") { Headers = { { "x-ms-blob-type", "BlockBlob" } } };
        using var written = await http.PutAsync(address, changed);
        Assert.All([other, nobody, written], refused => Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode));
    }

    [Fact]
    public async Task An_address_ends()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("x"));

        using var http = new HttpClient();
        using var answer = await http.GetAsync(blob.GenerateSasUri(Reading(InAnHour.AddHours(-2))));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static BlobSasBuilder Reading(DateTimeOffset until) => new(BlobSasPermissions.Read, until)
    {
        ContentType = "application/octet-stream",
        ContentDisposition = $"attachment; filename=\"_.html\"; filename*=UTF-8''{Uri.EscapeDataString("план #1.html")}",
    };

    private static string Id(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number:x8}"));

    private static CommitBlockListOptions Options() => new()
    {
        HttpHeaders = new BlobHttpHeaders { ContentType = "application/pdf" },
        Metadata = new Dictionary<string, string> { ["sha256"] = "abc" },
    };

    private static string NewName() => $"t{Guid.NewGuid():N}";

    private async Task<BlobContainerClient> CreateContainerAsync()
    {
        var container = new BlobContainerClient(server.ConnectionString, NewName());
        await container.CreateIfNotExistsAsync();
        return container;
    }
}
