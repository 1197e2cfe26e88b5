using System.Net;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;
using Yarp.ReverseProxy.Forwarder;

namespace Omni.LocalAzure.Functions.Http;

/// <summary>Streams request and response, bytes and path untouched (<c>enableProxyingHttpRequest</c>).</summary>
public sealed class ProxyPassage(IHandler handler, HandlerConnections connections, IHttpForwarder forwarder) : IHttpPassage
{
    private static readonly ForwarderRequestConfig Config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(240),
        Version = HttpVersion.Version11,
    };

    public async Task PassAsync(HttpContext context, HttpCall call)
    {
        var instance = await handler.WaitUntilReadyAsync(context.RequestAborted);
        var address = instance.Address.GetLeftPart(UriPartial.Authority);
        var error = await forwarder.SendAsync(context, address, connections, Config, new InvocationHeaderTransformer(call));
        if (error == ForwarderError.None || context.Response.HasStarted) return;
        context.Response.Clear();
        context.Response.StatusCode = context.GetForwarderErrorFeature()?.Exception is { } failure && RequestTooLarge(failure) is { } refused
            ? refused.StatusCode
            : StatusCodes.Status500InternalServerError;
    }

    private static BadHttpRequestException? RequestTooLarge(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is BadHttpRequestException refused) return refused;
        return failure is AggregateException several ? several.InnerExceptions.OfType<BadHttpRequestException>().FirstOrDefault() : null;
    }

    private sealed class InvocationHeaderTransformer(HttpCall call) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.RequestUri = RawTarget.Below(destinationPrefix, httpContext) ?? proxyRequest.RequestUri;
            proxyRequest.Headers.Remove(InvocationHeaders.HostVersion);
            proxyRequest.Headers.Remove(InvocationHeaders.InvocationId);
            proxyRequest.Headers.TryAddWithoutValidation(InvocationHeaders.HostVersion, InvocationHeaders.Version);
            proxyRequest.Headers.TryAddWithoutValidation(InvocationHeaders.InvocationId, call.InvocationId.ToString());
        }
    }
}
