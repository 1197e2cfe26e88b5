using Azure;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Storage.Blobs;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Azure;

public sealed class BlobSignatureTests
{
    // Bytes 0 to 63, the key of the worked example.
    private static readonly string CountingKey = Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(n => (byte)n)]);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 10, 20, 30, TimeSpan.Zero));
    private readonly RecordedRequests _requests = new(Answer(201));

    [Fact]
    public async Task Creating_a_container_is_signed_as_in_the_worked_example()
    {
        await Local().CreateIfNotExistsAsync();

        AssertSigned("PUT http://127.0.0.1:10000/devstoreaccount1/att?restype=container", "GvXXFYFsdA1462I73argvn4QzYuCWPv4DYEAVKU/4SQ=");
    }

    [Fact]
    public async Task Creating_a_blob_is_signed_as_in_the_worked_example()
    {
        await UploadMailAsync(Local());

        AssertSigned("PUT http://127.0.0.1:10000/devstoreaccount1/att/in/mail-1.eml", "47GVKCWfQUmGRyF+Fmkl6qEcguPrkKTjfMxrG8UY/p0=");
    }

    [Fact]
    public async Task Reading_a_blob_is_signed_as_in_the_worked_example()
    {
        await Local().GetBlobClient("in/mail-1.eml").DownloadContentAsync();

        AssertSigned("GET http://127.0.0.1:10000/devstoreaccount1/att/in/mail-1.eml", "gb8gI7B6cfO39mAsKIElwq6eb5mAR58dEmjxmYfmP98=");
    }

    [Fact]
    public async Task An_account_with_its_own_host_is_signed_as_in_the_worked_example()
    {
        await UploadMailAsync(Container($"DefaultEndpointsProtocol=https;AccountName=contosostore;AccountKey={CountingKey}"));

        AssertSigned("PUT https://contosostore.blob.core.windows.net/att/in/mail-1.eml", "IgbkeYuCy/d6RUcvBQ+XcoqqC9BHafMLFW4urzCpmQs=", "contosostore");
    }

    [Fact]
    public async Task Names_are_escaped_between_the_slashes()
    {
        await Local().GetBlobClient("in/a b?#ж.txt").ExistsAsync();

        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1/att/in/a%20b%3F%23%D0%B6.txt", _requests.All[0].Address.AbsoluteUri);
    }

    [Fact]
    public void A_wrong_connection_string_is_refused_without_repeating_it()
    {
        var failure = Assert.Throws<FormatException>(() => new BlobContainerClient("AccountKey=hidden-value", "att"));

        Assert.DoesNotContain("hidden-value", failure.ToString(), StringComparison.Ordinal);
    }

    private static Task<Response> UploadMailAsync(BlobContainerClient container) => container.GetBlobClient("in/mail-1.eml").UploadAsync(
        BinaryData.FromString("hello"),
        new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "message/rfc822" },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        });

    private BlobContainerClient Local() => Container("UseDevelopmentStorage=true");

    // The pipeline of the options adds request ids, which are signed as well; the examples have none.
    private BlobContainerClient Container(string connectionString)
    {
        var account = StorageConnectionString.Parse(connectionString);
        var pipeline = new HttpPipeline(_requests.Transport, [new StorageSharedKeyPolicy(account.Key, _clock)]);
        return new BlobContainerClient(new BlobRequests(account.AddressOf("att"), pipeline), "att");
    }

    private void AssertSigned(string request, string signature, string account = "devstoreaccount1")
    {
        var sent = Assert.Single(_requests.All);
        Assert.Equal(request, $"{sent.Method} {sent.Address.AbsoluteUri}");
        Assert.Equal($"SharedKey {account}:{signature}", sent.Headers["Authorization"]);
    }
}
