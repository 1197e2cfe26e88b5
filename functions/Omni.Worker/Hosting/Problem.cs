using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Omni.Worker.Hosting;

/// <summary>
/// The RFC 9457 document of an answer that has no body of its own. Tells nothing of the cause but where to find it in the log.
/// </summary>
internal sealed record Problem(string Type, string Title, int Status, string? InvocationId)
{
    public const string ContentType = "application/problem+json";

    public static Task CompleteAsync(HttpContext http, string contentType) =>
        http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null }
            ? WriteAsync(http, http.Response.StatusCode, contentType)
            : Task.CompletedTask;

    public static Task WriteAsync(HttpContext http, int status, string contentType)
    {
        var problem = new Problem(
            "about:blank",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            http.Features.Get<FunctionContext>()?.InvocationId);
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.Problem);
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
