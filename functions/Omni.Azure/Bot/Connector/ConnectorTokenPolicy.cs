using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Bot.Connector;

/// <summary>Adds our token. Without encryption only to this very machine, where nobody listens in: stand-ins speak so.</summary>
internal sealed class ConnectorTokenPolicy(TokenCredential credential, string scope) : HttpPipelinePolicy
{
    private readonly BearerTokenAuthenticationPolicy _encrypted = new(credential, scope);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The client has asynchronous methods alone.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var address = message.Request.Uri.ToUri();
        if (address.Scheme == Uri.UriSchemeHttps)
        {
            await _encrypted.ProcessAsync(message, pipeline).ConfigureAwait(false);
            return;
        }

        if (!address.IsLoopback)
            throw new InvalidOperationException("A token goes to addresses that begin with https alone.");
        var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), message.CancellationToken).ConfigureAwait(false);
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"Bearer {token.Token}");
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }
}
