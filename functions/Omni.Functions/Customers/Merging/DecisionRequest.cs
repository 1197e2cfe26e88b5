using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Customers.Merging;

/// <summary>What somebody decides about customers: <c>{"reason": …, "by": …}</c>, and what it is about where the route does not say all of it.</summary>
public sealed record DecisionRequest
{
    public const int LongestReason = 500;
    public const int LongestName = 100;

    /// <summary>For routes that need no other customer.</summary>
    public static readonly string HowToDecide =
        $"The body is JSON: {{\"reason\": 1 to {LongestReason} characters, \"by\": who decides it, at most {LongestName}, may be absent}}.";

    private const int LargestBody = 16 * 1024;

    /// <summary>The other customer.</summary>
    public string? With { get; init; }

    /// <summary><c>kind:value</c>, the value as people write it.</summary>
    public string? Identity { get; init; }

    /// <summary>Since when; now, where it is absent.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    /// <summary>Null when the body is none, or its reason or its name cannot be taken.</summary>
    public static async Task<DecisionRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await JsonRequest.ReadAsync(request, LargestBody, MergingJson.Default.DecisionRequest, cancellation) is not { } read)
            return null;

        var asked = read with { Reason = read.Reason?.Trim(), By = string.IsNullOrWhiteSpace(read.By) ? null : read.By.Trim() };
        return asked.Reason is { Length: > 0 and <= LongestReason } && asked.By is null or { Length: <= LongestName } ? asked : null;
    }
}
