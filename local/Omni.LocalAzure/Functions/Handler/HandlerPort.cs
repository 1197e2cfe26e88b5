using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Omni.LocalAzure.Functions.Handler;

/// <summary>
/// A port for the handler. It lies below the range from which the system gives out ports by itself, so that nobody is given it
/// in the moment before the handler binds it.
/// </summary>
internal static class HandlerPort
{
    private const int First = 15_000;
    private const int End = 32_000;

    public static int Free()
    {
        var port = Any();
        while (IsTaken(port)) port = Any();
        return port;
    }

    private static int Any() => RandomNumberGenerator.GetInt32(First, End);

    private static bool IsTaken(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
