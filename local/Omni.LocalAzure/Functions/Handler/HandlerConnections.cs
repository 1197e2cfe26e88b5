using System.Net;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>
/// HTTP connections to the handler: kept alive, no proxy, redirects or cookies. A refused connection is not tried again: the request may be the very one
/// that ended the handler, and must not end the next.
/// </summary>
#pragma warning disable CA2000 // The invoker disposes the handler it is given.
public sealed class HandlerConnections() : HttpMessageInvoker(Sockets(), disposeHandler: true)
#pragma warning restore CA2000
{
    private static SocketsHttpHandler Sockets() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    };
}
