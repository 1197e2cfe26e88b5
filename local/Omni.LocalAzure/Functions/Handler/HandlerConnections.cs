using System.Net;
using System.Net.Sockets;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>HTTP connections to the handler: kept alive, no proxy, redirects or cookies; while the handler restarts, a refused connection is tried again.</summary>
#pragma warning disable CA2000 // The invoker disposes the handler it is given.
public sealed class HandlerConnections(TimeProvider time) : HttpMessageInvoker(Sockets(time), disposeHandler: true)
#pragma warning restore CA2000
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static SocketsHttpHandler Sockets(TimeProvider time) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, time, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (await TryConnectAsync(endpoint, cancellation) is { } stream) return stream;
            if (time.GetElapsedTime(started) > Patience) throw new SocketException((int)SocketError.ConnectionRefused);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <returns>Null when the connection was refused.</returns>
    private static async Task<Stream?> TryConnectAsync(DnsEndPoint endpoint, CancellationToken cancellation)
    {
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return null;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
