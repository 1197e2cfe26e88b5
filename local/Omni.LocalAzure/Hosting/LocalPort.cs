using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Omni.LocalAzure.Hosting;

/// <summary>One listening port of the process, on loopback, with a pipeline of its own.</summary>
internal sealed class LocalPort : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LocalPort(WebApplication application) => _application = application;

    public int Number => new Uri(_application.Urls.First()).Port;

    /// <param name="part">Its port and limits.</param>
    /// <param name="logging">Shared by all parts.</param>
    /// <param name="map">Builds the pipeline.</param>
    public static async Task<LocalPort> ServeAsync(LocalPart part, ILoggerFactory logging, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(logging).AddSingleton<IHostLifetime, NoLifetime>().AddHttpForwarder();
        builder.Services.AddRouting();
        part.AddServices?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = part.MaxRequestBody;
            kestrel.Listen(IPAddress.Loopback, part.Port);
        });
        var application = builder.Build();
        if (part.OwnNamesOnly) application.Use(next => context => LocalNames.CheckAsync(context, next));
        map(application);
        try
        {
            await application.StartAsync();
            return new LocalPort(application);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await application.DisposeAsync();
            throw new StartupException($"Port {part.Port} is taken, {part.Name} cannot listen there: end the other program or choose another with {part.Option}.", failure);
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>The process listens to signals once, not once per port.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <param name="Name">As the user knows it.</param>
/// <param name="Option">Chooses its port.</param>
/// <param name="Port">0 for a free one.</param>
/// <param name="MaxRequestBody">Bytes.</param>
internal sealed record LocalPart(string Name, string Option, int Port, long MaxRequestBody)
{
    public Action<IServiceCollection>? AddServices { get; init; }

    /// <summary>Refuses requests under another name than this machine's own.</summary>
    public bool OwnNamesOnly { get; init; }
}
