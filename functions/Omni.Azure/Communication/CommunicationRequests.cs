using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Omni.Azure.Communication;

/// <summary>Asks one resource of Communication Services.</summary>
internal sealed class CommunicationRequests(Uri endpoint, HttpPipeline pipeline)
{
    private static readonly RequestFailedDetailsParser Errors = new CommunicationErrorParser();

    private readonly string _base = endpoint.AbsoluteUri.TrimEnd('/');

    /// <param name="method">Of HTTP.</param>
    /// <param name="pathAndQuery">Begins with a slash; sent as it is, colons as well.</param>
    public HttpMessage Create(RequestMethod method, string pathAndQuery)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(_base + pathAndQuery));
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        return message;
    }

    /// <exception cref="RequestFailedException">The service answers otherwise.</exception>
    public async Task<Response> SendAsync(HttpMessage message, int expected, CancellationToken cancellation)
    {
        await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.Status == expected ? message.Response : throw new RequestFailedException(message.Response, null, Errors);
    }

    /// <summary>The code alone: messages of the service may quote addresses.</summary>
    private sealed class CommunicationErrorParser : RequestFailedDetailsParser
    {
        public override bool TryParse(
            Response response, [NotNullWhen(true)] out ResponseError? error, [MaybeNullWhen(false)] out IDictionary<string, string>? data)
        {
            data = null;
            error = response.Headers.TryGetValue("x-ms-error-code", out var code) || TryRead(response.Content, out code) ? new ResponseError(code, response.ReasonPhrase) : null;
            return error is not null;
        }

        private static bool TryRead(BinaryData body, [NotNullWhen(true)] out string? code)
        {
            code = null;
            try
            {
                using var document = JsonDocument.Parse(body);
                code = document.RootElement.GetProperty("error").GetProperty("code").GetString();
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                // No error of the service's own shape: the status has to do.
            }

            return code is not null;
        }
    }
}
