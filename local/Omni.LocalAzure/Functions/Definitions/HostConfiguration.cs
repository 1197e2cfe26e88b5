namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>What host.json says, with the defaults of the vendor's host.</summary>
public sealed record HostConfiguration
{
    /// <summary><see cref="Timeout.InfiniteTimeSpan"/> when unbounded.</summary>
    public required TimeSpan FunctionTimeout { get; init; }

    /// <summary>Without slashes around it; may be empty.</summary>
    public required string RoutePrefix { get; init; }

    public required HttpPassing Http { get; init; }

    public required HandlerConfiguration Handler { get; init; }

    public required ServiceBusConfiguration ServiceBus { get; init; }
}

/// <summary>How a request reaches a function that has one HTTP trigger and one HTTP output.</summary>
public enum HttpPassing
{
    Enveloped,
    Forwarded,
    Proxied,
}

public sealed record HandlerConfiguration
{
    public required string Executable { get; init; }

    /// <summary>Joined with blanks, unquoted, as the vendor's host does.</summary>
    public required string Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    public required TimeSpan InitializationTimeout { get; init; }
}

/// <summary>The settings of the Service Bus extension, under their own names.</summary>
public sealed record ServiceBusConfiguration
{
    public int MaxConcurrentCalls { get; init; } = 16 * Environment.ProcessorCount;

    public int MaxConcurrentSessions { get; init; } = 8;

    public int MaxMessageBatchSize { get; init; } = 1000;

    public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Not for batches.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);
}
