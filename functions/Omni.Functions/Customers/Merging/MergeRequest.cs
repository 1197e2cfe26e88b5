using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Customers.Merging;

/// <summary>What a caller asks for: <c>{"with": …, "reason": …, "by": …}</c>; without <c>with</c> it is about undoing.</summary>
public sealed record MergeRequest
{
    public const int LongestReason = 500;
    public const int LongestName = 100;

    private const int LargestBody = 16 * 1024;

    public string? With { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    /// <summary>Null when the body is none, or its reason or its name cannot be taken.</summary>
    public static async Task<MergeRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length > LargestBody || Parse(buffer.AsSpan(0, length), MergingJson.Default.MergeRequest) is not { } read)
            return null;

        var asked = read with { Reason = read.Reason?.Trim(), By = string.IsNullOrWhiteSpace(read.By) ? null : read.By.Trim() };
        return asked.Reason is { Length: > 0 and <= LongestReason } && asked.By is null or { Length: <= LongestName } ? asked : null;
    }

    private static MergeRequest? Parse(ReadOnlySpan<byte> body, JsonTypeInfo<MergeRequest> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(body, shape);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is what half of a surrogate pair in an escape ends in.
            return null;
        }
    }
}
