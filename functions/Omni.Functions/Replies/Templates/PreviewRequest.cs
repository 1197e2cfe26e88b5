using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies.Templates;

/// <summary>What somebody wants to see.</summary>
public sealed record PreviewRequest
{
    public const string HowToAsk = "The body is JSON: {\"channel\": such as email or sms, \"values\": what the template asks for, by name, \"language\": may be absent}.";

    private const int LargestBody = 128 * 1024;

    public required string Channel { get; init; }

    public IReadOnlyDictionary<string, string> Values { get; init => field = value ?? field; } = new Dictionary<string, string>(); // absent in the body is null here

    /// <summary>BCP 47; the template's first, where it is absent.</summary>
    public string? Language { get; init; }

    /// <returns>Null when the body is none.</returns>
    public static Task<PreviewRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        JsonRequest.ReadAsync(request, LargestBody, PreviewRequestJson.Default.PreviewRequest, cancellation);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PreviewRequest))]
internal sealed partial class PreviewRequestJson : JsonSerializerContext;
