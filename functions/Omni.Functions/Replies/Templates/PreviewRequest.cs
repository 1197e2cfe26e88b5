using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Replies.Templates;

/// <summary>What somebody wants to see.</summary>
public sealed record PreviewRequest
{
    public const string HowToAsk = "The body is JSON: {\"channel\": such as email or sms, \"values\": what the template asks for, by name, \"language\": may be absent}.";

    private const int LargestBody = 128 * 1024;

    public required string Channel { get; init; }

    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>BCP 47; the template's first, where it is absent.</summary>
    public string? Language { get; init; }

    /// <returns>Null when the body is none.</returns>
    public static async Task<PreviewRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var buffer = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length <= LargestBody ? Parse(buffer.AsSpan(0, length)) : null;
    }

    private static PreviewRequest? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PreviewRequestJson.Default.PreviewRequest);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is what half of a surrogate pair in an escape ends in.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PreviewRequest))]
internal sealed partial class PreviewRequestJson : JsonSerializerContext;
