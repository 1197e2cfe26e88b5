using System.Net.Sockets;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>Asks <c>GET /</c> every 25 ms while the connection is refused. Any answer means ready, and so does any failure that is none of the socket's.</summary>
internal static class HandlerReadiness
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    public static async Task WaitAsync(Uri address, TimeProvider time, CancellationToken cancellation)
    {
        using var sockets = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null };
        using var client = new HttpMessageInvoker(sockets);
        while (!await AnswersAsync(client, address, cancellation)) await Task.Delay(Interval, time, cancellation);
    }

    private static async Task<bool> AnswersAsync(HttpMessageInvoker client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client.SendAsync(request, cancellation);
            return true;
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is not SocketException;
        }
    }
}
