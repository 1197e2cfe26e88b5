using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Storage.Blobs;

/// <summary>Retry, transport and diagnostics come from <see cref="ClientOptions"/>.</summary>
public sealed class BlobClientOptions : ClientOptions
{
    /// <summary>The newest version that Azurite takes as well.</summary>
    internal const string ServiceVersion = "2025-11-05";

    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>The clock that requests are dated by.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal HttpPipeline BuildPipeline(StorageSharedKey key) => HttpPipelineBuilder.Build(this, new StorageSharedKeyPolicy(key, Clock));

    internal HttpPipeline BuildPipeline(TokenCredential credential) =>
        HttpPipelineBuilder.Build(this, new BearerTokenAuthenticationPolicy(credential, Scope));
}
