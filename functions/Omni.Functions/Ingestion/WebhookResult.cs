using Microsoft.AspNetCore.Http;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion;

/// <summary>Writes a channel's answer.</summary>
internal sealed class WebhookResult(WebhookAnswer answer, IReadOnlyList<KeyValuePair<string, string>> headers) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in headers)
            response.Headers[name] = value;
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Body.IsEmpty)
            return;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
