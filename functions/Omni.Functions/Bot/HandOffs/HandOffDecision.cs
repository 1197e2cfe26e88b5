using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>Who takes it.</summary>
public sealed record HandOffDecision
{
    public const string HowToAsk = "The body is JSON: {\"by\": who takes it, at most 100 characters, may be absent}.";

    private const int LargestBody = 4 * 1024;
    private const int LongestName = 100;

    public string? By { get; init; }

    /// <returns>Null when the body is none.</returns>
    public static async Task<HandOffDecision?> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        await JsonRequest.ReadAsync(request, LargestBody, HandOffJson.Default.HandOffDecision, cancellation) is { By: null or { Length: <= LongestName } } read ? read : null;
}
