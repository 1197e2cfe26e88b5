using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>
/// Passes the request on as older hosts do (<c>enableForwardingHttpRequest</c>): repeated query keys and headers collapse into one,
/// a chunked body is refused, the answer is read whole.
/// </summary>
public sealed class ForwardPassage(IHandler handler, HandlerConnections connections) : IHttpPassage
{
    public async Task PassAsync(HttpContext context, HttpCall call)
    {
        if (context.Request.Headers.TransferEncoding.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var cancellation = context.RequestAborted;
        var instance = await handler.WaitUntilReadyAsync(cancellation);
        try
        {
            using var request = Copy(context.Request, instance.Address, call.InvocationId);
            using var response = await connections.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            CopyBack(response, context.Response);
            if (body.Length > 0) await context.Response.Body.WriteAsync(body, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri address, Guid invocationId)
    {
        var query = from.Query.Select(pair => KeyValuePair.Create(pair.Key, (string?)string.Join(',', pair.Value.ToArray())));
        var target = QueryHelpers.AddQueryString(from.PathBase.Add(from.Path).ToUriComponent(), query);
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(address, target)) { Version = HttpVersion.Version11 };
        if (from.ContentLength > 0) request.Content = new StreamContent(from.Body);
        foreach (var (name, values) in from.Headers)
        {
            var joined = string.Join(", ", values.ToArray());
            if (!request.Headers.TryAddWithoutValidation(name, joined)) request.Content?.Headers.TryAddWithoutValidation(name, joined);
        }

        request.Headers.Remove(InvocationHeaders.HostVersion);
        request.Headers.Remove(InvocationHeaders.InvocationId);
        request.Headers.TryAddWithoutValidation(InvocationHeaders.HostVersion, InvocationHeaders.Version);
        request.Headers.TryAddWithoutValidation(InvocationHeaders.InvocationId, invocationId.ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", InvocationHeaders.Product);
        return request;
    }

    private static void CopyBack(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) to.Headers.Append(name, values.ToArray());
    }
}
