using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Consents;

/// <summary>What somebody at the business knows of a person's wish.</summary>
public sealed record ConsentRequest
{
    public static readonly string HowToAsk =
        "The body is JSON: {\"channel\": such as email or sms, \"purpose\": \"service\" or \"marketing\", \"given\": true or false, "
        + $"\"reason\": how it is known, 1 to {DecisionRequest.LongestReason} characters, \"by\": who says so, at most {DecisionRequest.LongestName}, may be absent, "
        + "\"at\": since when, not in the future, may be absent}.";

    private const int LargestBody = 16 * 1024;
    private const int LongestChannel = 50;

    public string? Channel { get; init; }

    public ConsentPurpose? Purpose { get; init; }

    public bool? Given { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    /// <summary>Now, where it is absent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <returns>Null when the body is none.</returns>
    public static async Task<ConsentRequest?> ReadAsync(HttpRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await JsonRequest.ReadAsync(request, LargestBody, ConsentJson.Default.ConsentRequest, cancellation) is not { } read)
            return null;
        var asked = read with { Channel = read.Channel?.Trim().ToLowerInvariant(), Reason = read.Reason?.Trim(), By = string.IsNullOrWhiteSpace(read.By) ? null : read.By.Trim(), At = read.At ?? now };
        return asked.IsComplete && asked.At <= now ? asked : null;
    }

    [JsonIgnore]
    private bool IsComplete =>
        Channel is { Length: > 0 and <= LongestChannel } && Channel.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && Purpose is not null && Given is not null && Reason is { Length: > 0 and <= DecisionRequest.LongestReason } && By is null or { Length: <= DecisionRequest.LongestName };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConsentRequest))]
internal sealed partial class ConsentJson : JsonSerializerContext;
