using System.Net;
using System.Net.Sockets;
using Omni.Functions.Contacts;

namespace Omni.Functions.Media;

/// <summary>
/// Connects to the public internet alone. A name is resolved once, all its addresses are looked at, and the connection goes to one of exactly
/// these: whoever owns the name cannot answer otherwise a moment later.
/// </summary>
/// <param name="resolve">Gives the addresses of a host.</param>
/// <param name="trusted">Base addresses that the settings name: their origins are connected to wherever they are.</param>
public sealed class PublicConnections(Func<string, CancellationToken, Task<IPAddress[]>> resolve, IEnumerable<Uri> trusted)
{
    private readonly HashSet<string> _origins = [.. trusted.Select(OriginOf)];

    /// <summary>Follows no redirect, keeps no cookie, unpacks nothing, tells no trace what addresses it asks.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
    };

    /// <summary>Scheme, host and port.</summary>
    public static string OriginOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.GetComponents(UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, cancellation);
        var isTrusted = context.InitialRequestMessage.RequestUri is { } asked && _origins.Contains(OriginOf(asked));
        if (addresses.Length == 0 || (!isTrusted && !addresses.All(PublicAddress.Includes)))
            throw new MediaRefusedException(AttachmentProblem.RefusedAddress);

#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
#pragma warning restore CA2000
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
