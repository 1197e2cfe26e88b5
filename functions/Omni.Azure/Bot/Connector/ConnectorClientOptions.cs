using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Bot.Connector;

/// <summary>Retry, transport and diagnostics come from <see cref="ClientOptions"/>.</summary>
public class ConnectorClientOptions : ClientOptions
{
    public const string PublicScope = "https://api.botframework.com/.default";

    /// <summary>What tokens are asked for; national clouds have their own.</summary>
    public string Scope { get; set; } = PublicScope;

    internal HttpPipeline BuildPipeline(TokenCredential credential) =>
        HttpPipelineBuilder.Build(this, [], [new ConnectorTokenPolicy(credential, Scope)], new ConnectorResponses());

    /// <summary>
    /// Which answers are worth asking again: those that say that nothing was done. After any other failure, a connection that was cut off included, the message may have arrived, and there is
    /// no key to know it again by.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
    private sealed class ConnectorResponses : ResponseClassifier
    {
        public override bool IsRetriableResponse(HttpMessage message) => message.Response.Status is 412 or 429 or 502 or 503 or 504;

        public override bool IsRetriableException(Exception exception) => exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

        public override bool IsRetriable(HttpMessage message, Exception exception) => IsRetriableException(exception.InnerException ?? exception);

        public override bool IsErrorResponse(HttpMessage message) => message.Response.Status >= 400;
    }
}
