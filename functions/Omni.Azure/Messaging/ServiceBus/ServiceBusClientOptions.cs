using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>Retry, transport and diagnostics come from <see cref="ClientOptions"/>.</summary>
public sealed class ServiceBusClientOptions : ClientOptions
{
    // One pool for all clients of the process: a connection carries one request at a time, and a burst of webhooks sends many at once.
    private static readonly SocketsHttpHandler Connections = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    // The pipeline times requests out itself.
    private static readonly HttpClientTransport SharedTransport = new(new HttpClient(Connections) { Timeout = Timeout.InfiniteTimeSpan });

    public ServiceBusClientOptions() => Transport = SharedTransport;

    public string? Identifier { get; set; }

    /// <summary>The clock that signatures expire by.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal HttpPipeline BuildPipeline(HttpPipelinePolicy authorization)
    {
        RetryPolicy ??= new RetryPolicy(Retry.MaxRetries, new ServiceBusRetryDelay(Retry));
        return HttpPipelineBuilder.Build(this, authorization);
    }
}
