using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Omni.Worker.Hosting;

/// <summary>
/// Where the host expects the worker. Bound in code: ASPNETCORE_URLS is inherited from the host and names the host's own port.
/// </summary>
internal static class HandlerEndpoint
{
    /// <summary>The most that the host passes on.</summary>
    private const long LargestBody = 104_857_600;

    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    public static void Configure(WebHostBuilderContext context, KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Listen(IPAddress.Loopback, Port(context.Configuration[PortSetting]));
    }

    private static int Port(string? setting) =>
        ushort.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new WorkerSettingException($"{PortSetting} must be a port number; the Functions host sets it.");
}
