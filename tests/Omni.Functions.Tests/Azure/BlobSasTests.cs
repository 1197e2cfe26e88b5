using System.Web;
using Omni.Azure.Storage.Blobs;
using Omni.Azure.Storage.Sas;

namespace Omni.Functions.Tests.Azure;

/// <summary>Worked examples: signatures of the official JavaScript client 12.32.0.</summary>
public sealed class BlobSasTests
{
    private static readonly DateTimeOffset NewYear = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_address_of_a_blob_is_signed_with_the_account_key_as_in_the_worked_example()
    {
        var address = Blob("UseDevelopmentStorage=true").GenerateSasUri(new BlobSasBuilder(BlobSasPermissions.Read, NewYear));

        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1/att/in/mail-1.eml", address.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            "?sv=2025-11-05&se=2027-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=znJMfRYbBPYWCCfOrhQW8V6wN55q%2FdLlYEUFuXHHClo%3D", address.Query);
    }

    [Fact]
    public void A_container_is_signed_as_in_the_worked_example()
    {
        var sas = new BlobSasBuilder { BlobContainerName = "att", ExpiresOn = NewYear };
        sas.SetPermissions("racwl");

        Assert.Equal("kW8aaSIqOl82Ui3HTsH9+5Iipn6ZAeR1ZTwsLzjC5zw=", SignatureIn(sas.Sign(StorageConnectionString.Parse("UseDevelopmentStorage=true").Key)));
    }

    [Fact]
    public void A_key_of_an_identity_signs_as_in_the_worked_example()
    {
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, NewYear) { BlobContainerName = "att", BlobName = "in/mail-1.eml", Protocol = SasProtocol.Https };

        var query = HttpUtility.ParseQueryString(sas.Sign(CountingKey, "contosostore"));

        Assert.Equal("OBAnxB2v1xAIK68Iorng2L3OTqbbVhmQBJMc0mbvwR8=", query["sig"]);
        Assert.Equal(
            ("11111111-1111-1111-1111-111111111111", "2026-12-31T00:00:00Z", "b", "https"), (query["skoid"], query["skt"], query["sks"], query["spr"]));
    }

    [Fact]
    public void What_the_answer_shall_say_is_signed_and_escaped()
    {
        var address = Blob("UseDevelopmentStorage=true").GenerateSasUri(new BlobSasBuilder(BlobSasPermissions.Read, NewYear)
        {
            ContentType = "application/octet-stream",
            ContentDisposition = "attachment; filename=\"a&b.txt\"",
        });

        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("attachment; filename=\"a&b.txt\"", "application/octet-stream"), (query["rscd"], query["rsct"]));
        Assert.NotEqual("znJMfRYbBPYWCCfOrhQW8V6wN55q/dLlYEUFuXHHClo=", query["sig"]);
    }

    [Fact]
    public void The_answer_of_the_service_is_read_as_a_key()
    {
        var key = UserDelegationKey.Parse(
            """
            <?xml version="1.0" encoding="utf-8"?><UserDelegationKey><SignedOid>o</SignedOid><SignedTid>t</SignedTid><SignedStart>2026-12-31T00:00:00Z</SignedStart>
            <SignedExpiry>2027-01-02T00:00:00Z</SignedExpiry><SignedService>b</SignedService><SignedVersion>2025-11-05</SignedVersion><Value>AAEC</Value></UserDelegationKey>
            """);

        Assert.Equal(("o", "t", CountingKey.SignedStartsOn, CountingKey.SignedExpiresOn, "AAEC"), (key.SignedObjectId, key.SignedTenantId, key.SignedStartsOn, key.SignedExpiresOn, key.Value));
        Assert.Throws<FormatException>(() => UserDelegationKey.Parse("<UserDelegationKey/>"));
    }

    private static UserDelegationKey CountingKey => new()
    {
        SignedObjectId = "11111111-1111-1111-1111-111111111111",
        SignedTenantId = "22222222-2222-2222-2222-222222222222",
        SignedStartsOn = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero),
        SignedExpiresOn = new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero),
        SignedService = "b",
        SignedVersion = "2025-11-05",
        Value = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(static n => (byte)n)]),
    };

    private static BlobClient Blob(string connectionString) => new BlobContainerClient(connectionString, "att").GetBlobClient("in/mail-1.eml");

    private static string? SignatureIn(string query) => HttpUtility.ParseQueryString(query)["sig"];
}
