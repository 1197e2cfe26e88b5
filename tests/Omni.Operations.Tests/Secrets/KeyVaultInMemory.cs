using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace Omni.Operations.Tests.Secrets;

/// <summary>As much of a Key Vault as the official client needs: challenge, set, get.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/keyvault/secrets</remarks>
internal sealed class KeyVaultInMemory : HttpMessageHandler
{
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>The vaults that were asked.</summary>
    public HashSet<string> Hosts { get; } = [];

    public SecretClient Connect(Uri vault) => new(vault, new AnyToken(), new SecretClientOptions { Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new InvalidOperationException("A request has an address.");
        Hosts.Add(address.Host);
        if (request.Headers.Authorization is null) return Challenge();
        var name = address.Segments[2].Trim('/');
        if (request.Method == HttpMethod.Put)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)); // a PUT has a body
            Secrets[name] = body!["value"]!.GetValue<string>(); // as above
        }

        return Secrets.TryGetValue(name, out var value)
            ? Answer(HttpStatusCode.OK, new JsonObject { ["value"] = value, ["id"] = $"https://{address.Host}/secrets/{name}/1", ["attributes"] = new JsonObject() })
            : Answer(HttpStatusCode.NotFound, new JsonObject { ["error"] = new JsonObject { ["code"] = "SecretNotFound" } });
    }

    private static HttpResponseMessage Challenge()
    {
        var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        challenge.Headers.WwwAuthenticate.Add(
            new AuthenticationHeaderValue("Bearer", "authorization=\"https://login.windows.net/tenant\", resource=\"https://vault.azure.net\""));
        return challenge;
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, JsonObject body) => new(status)
    {
        Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
    };

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
