using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Omni.Azure.Storage.Blobs;
using Omni.Azure.Storage.Sas;
using Omni.Drivers;

namespace Omni.LocalAzure.Tests.Blobs;

/// <summary>
/// An account without its key: tokens of an identity, and addresses signed with a key for that identity. Azurite looks at everything in a token
/// but its signature, so the tests make their own.
/// </summary>
public sealed class BlobIdentityContractTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("omni-blobs-");
    private readonly SocketsHttpHandler _handler = new();
    private Azurite? _azurite;

    private Uri Account => new($"{_azurite?.Address.AbsoluteUri}devstoreaccount1");

    public async Task InitializeAsync()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        var thumbprint = certificate.Thumbprint;
        await File.WriteAllTextAsync(In("cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(In("key.pem"), key.ExportPkcs8PrivateKeyPem());
        _handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 { } own && own.Thumbprint == thumbprint,
        };
        _azurite = await Azurite.StartAsync(AzuriteServer.Repository(AppContext.BaseDirectory), In("cert.pem"), In("key.pem"));
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task An_identity_writes_and_its_key_signs_addresses_for_strangers()
    {
        var container = new BlobContainerClient(new Uri($"{Account}/files"), new OwnToken(), Options());
        await container.CreateIfNotExistsAsync();
        var blob = container.GetBlobClient("c1/0");
        await blob.UploadAsync(BinaryData.FromString("the plan"));

        var key = (await new BlobServiceClient(Account, new OwnToken(), Options()).GetUserDelegationKeyAsync(Now.AddMinutes(-5), Now.AddHours(2))).Value;
        var address = blob.GenerateUserDelegationSasUri(
            new BlobSasBuilder(BlobSasPermissions.Read, Now.AddMinutes(5)) { ContentType = "application/pdf", Protocol = SasProtocol.Https }, key);

        Assert.False(blob.CanGenerateSasUri);
        using var http = new HttpClient(_handler, disposeHandler: false);
        using var answer = await http.GetAsync(address);
        Assert.Equal(("the plan", "application/pdf"), (await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType!.MediaType));
        using var other = await http.GetAsync(new Uri($"{container.GetBlobClient("c1/1").Uri}{address.Query}"));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    private BlobClientOptions Options() => new() { Transport = new HttpClientTransport(new HttpClient(_handler, disposeHandler: false)), Retry = { MaxRetries = 0 } };

    private string In(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>As Entra would write it, but for the signature.</summary>
    private sealed class OwnToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            const string tenant = "22222222-2222-2222-2222-222222222222";
            var claims = $$"""
                {"aud":"https://storage.azure.com","iss":"https://sts.windows.net/{{tenant}}/","iat":{{Now.AddMinutes(-5).ToUnixTimeSeconds()}},"nbf":{{Now.AddMinutes(-5).ToUnixTimeSeconds()}},
                "exp":{{Now.AddHours(1).ToUnixTimeSeconds()}},"oid":"11111111-1111-1111-1111-111111111111","tid":"{{tenant}}","sub":"test","ver":"1.0"}
                """;
            return new AccessToken($"{Part("""{"typ":"JWT","alg":"RS256"}""")}.{Part(claims)}.{Part("no signature")}", Now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));

        private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
