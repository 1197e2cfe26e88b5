using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Omni.Functions.Tests.Media;

/// <summary>A server on loopback, and names of its own for it: what a resolver says is part of the test.</summary>
internal sealed class MediaServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private MediaServer(WebApplication application) => _application = application;

    public int Port => new Uri(_application.Urls.First()).Port;

    /// <summary>Host and path of each request, with what it brought as credentials.</summary>
    public ConcurrentQueue<(string Address, string? Authorization)> Asked { get; } = [];

    public Uri At(string host, string path = "") => new($"http://{host}:{Port}/{path}");

    public static async Task<MediaServer> StartAsync(Func<HttpContext, MediaServer, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new MediaServer(builder.Build());
        server._application.Run(context =>
        {
            server.Asked.Enqueue(($"{context.Request.Host.Host}{context.Request.Path}", context.Request.Headers.Authorization is [var only] ? only : null));
            return answer(context, server);
        });
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
