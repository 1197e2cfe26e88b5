using Azure;
using Omni.Azure.Storage.Blobs;

namespace Omni.LocalAzure.Tests.Blobs;

/// <summary>What our client and a storage account owe each other, against the real Azurite.</summary>
public sealed class BlobContractTests(AzuriteServer server) : IClassFixture<AzuriteServer>
{
    [Fact]
    public async Task A_container_is_created_once_and_found_afterwards()
    {
        var container = new BlobContainerClient(server.ConnectionString, NewName());
        Assert.False(await container.ExistsAsync());

        await container.CreateIfNotExistsAsync();
        await container.CreateIfNotExistsAsync();

        Assert.True(await container.ExistsAsync());
    }

    [Fact]
    public async Task A_blob_comes_back_as_it_was_uploaded()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("in/план квартиры #1.bin");
        byte[] bytes = [0, 255, 13, 10];

        await blob.UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "image/x-plan" } });
        var result = (await blob.DownloadContentAsync()).Value;

        Assert.Equal(bytes, result.Content.ToArray());
        Assert.Equal("image/x-plan", result.Details.ContentType);
    }

    [Fact]
    public async Task The_first_upload_wins_unless_overwriting_is_asked_for()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("first"));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second")));
        var kept = (await blob.DownloadContentAsync()).Value.Content.ToString();
        await blob.UploadAsync(BinaryData.FromString("third"), overwrite: true);

        Assert.Equal((409, "BlobAlreadyExists", "first"), (refused.Status, refused.ErrorCode, kept));
        Assert.Equal("third", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task An_upload_onto_another_version_is_refused()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromString("first"));
        var stale = (await blob.DownloadContentAsync()).Value.Details.ETag;
        await blob.UploadAsync(BinaryData.FromString("second"), overwrite: true);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() =>
            blob.UploadAsync(BinaryData.FromString("third"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = stale } }));

        Assert.Equal(412, refused.Status);
    }

    [Fact]
    public async Task A_blob_that_is_not_there_is_reported()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("nothing");

        Assert.False(await blob.ExistsAsync());
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync());
        Assert.Equal((404, "BlobNotFound"), (missing.Status, missing.ErrorCode));
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        var blob = (await CreateContainerAsync()).GetBlobClient("zero");

        await blob.UploadAsync(BinaryData.Empty);

        Assert.True(await blob.ExistsAsync());
        Assert.Empty((await blob.DownloadContentAsync()).Value.Content.ToArray());
    }

    private static string NewName() => $"t{Guid.NewGuid():N}";

    private async Task<BlobContainerClient> CreateContainerAsync()
    {
        var container = new BlobContainerClient(server.ConnectionString, NewName());
        await container.CreateIfNotExistsAsync();
        return container;
    }
}
