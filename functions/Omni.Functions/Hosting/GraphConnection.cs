using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Omni.Functions.Hosting;

/// <summary>Makes the client of mailboxes out of the settings.</summary>
internal static class GraphConnection
{
    /// <summary>A mailbox that asks for more patience is read on by the next run.</summary>
    private static readonly RetryHandlerOption Patience = new() { MaxRetry = 3, Delay = 2, RetriesTimeLimit = TimeSpan.FromSeconds(30) };

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(60);

    /// <param name="options">The settings.</param>
    /// <param name="wire">What sends the requests; null for the network.</param>
    public static GraphServiceClient Open(GraphOptions options, HttpMessageHandler? wire = null)
    {
#pragma warning disable CA2000 // The client disposes of what it is given.
        var http = GraphClientFactory.Create([.. GraphClientFactory.CreateDefaultHandlers().Select(static handler => handler is RetryHandler ? new RetryHandler(Patience) : handler)], finalHandler: wire);
#pragma warning restore CA2000
        http.Timeout = LongestRequest;
        return new GraphServiceClient(http, Authentication(options), options.Endpoint);
    }

    private static IAuthenticationProvider Authentication(GraphOptions options) => string.IsNullOrEmpty(options.AccessToken)
        ? new AzureIdentityAuthenticationProvider(CredentialOf(options), allowedHosts: null, observabilityOptions: null, isCaeEnabled: true, "https://graph.microsoft.com/.default")
        : new BaseBearerTokenAuthenticationProvider(new LocalToken(options.AccessToken));

    private static TokenCredential CredentialOf(GraphOptions options) => options.IsApplication
        ? new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret)
        : Connections.Identity(options.ClientId);

    private sealed class LocalToken(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) => Task.FromResult(token);
    }
}
