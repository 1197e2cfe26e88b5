using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Communication;

/// <summary>Retry, transport and diagnostics come from <see cref="ClientOptions"/>.</summary>
public abstract class CommunicationClientOptions : ClientOptions
{
    /// <summary>The double slash is intended: every official client has it.</summary>
    private const string Scope = "https://communication.azure.com//.default";

    /// <summary>The clock that requests are dated by.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal HttpPipeline BuildPipeline(AzureKeyCredential key) => HttpPipelineBuilder.Build(this, new AccessKeyPolicy(key, Clock));

    internal HttpPipeline BuildPipeline(TokenCredential credential) => HttpPipelineBuilder.Build(this, new BearerTokenAuthenticationPolicy(credential, Scope));
}
