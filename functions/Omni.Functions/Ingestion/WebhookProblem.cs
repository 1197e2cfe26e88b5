using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion;

/// <summary>Refusals as problem details (RFC 9457). They tell the sender what to do, and nothing of what it sent.</summary>
internal static class WebhookProblem
{
    private const string MissingProof = "Send the provider's signature or secret with the request.";
    private const string WrongProof = "The signature or secret does not fit the configured one. A signature must be over the exact bytes of the body.";

    /// <summary>The same for a provider that is switched off: an address without a secret does not exist.</summary>
    public static WebhookAnswer UnknownProvider { get; } = Answer(
        404, "No such provider", "There is no provider of this name, or no secret is configured for it.");

    public static WebhookAnswer TopicUnavailable { get; } = Answer(
        503, "Cannot take contacts now", "Nothing of the request was lost. Send it again later.");

    public static WebhookAnswer BrokenOff { get; } = Answer(
        400, "Incomplete request", "The body ended early or was not framed as announced. Send the whole body.");

    public static WebhookAnswer Unproven(WebhookVerdict verdict, int status) => Answer(
        status, "Sender not proven", verdict == WebhookVerdict.Missing ? MissingProof : WrongProof);

    public static WebhookAnswer Unreadable(string advice, int status) => Answer(status, "Unreadable request", advice);

    public static WebhookAnswer TooLong(int limit, int status) => Answer(
        status, "Body too long", string.Create(CultureInfo.InvariantCulture, $"Send at most {limit} bytes."));

    private static WebhookAnswer Answer(int status, string title, string detail) => new(
        status,
        "application/problem+json",
        JsonSerializer.SerializeToUtf8Bytes(new ProblemDocument("about:blank", title, status, detail), ProblemJson.Default.ProblemDocument));
}

internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
