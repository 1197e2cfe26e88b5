namespace Omni.Worker;

/// <summary>One invocation of a function.</summary>
public sealed class FunctionContext
{
    /// <summary>Given by the host; the same for every try of a retried invocation.</summary>
    public required string InvocationId { get; init; }

    public required FunctionDefinition FunctionDefinition { get; init; }

    /// <summary>The scope of this invocation.</summary>
    public required IServiceProvider InstanceServices { get; init; }

    /// <summary>Cancelled when the host, or the client behind it, has gone.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Null for a function without a retry policy.</summary>
    public RetryContext? RetryContext { get; internal set; }
}

public sealed record FunctionDefinition(string Name);

/// <param name="RetryCount">0 on the first try.</param>
/// <param name="MaxRetryCount">-1 for ever.</param>
public sealed record RetryContext(int RetryCount, int MaxRetryCount);
