using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Communication;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Tests.Communication;

/// <summary>The stand-in on a free port.</summary>
internal sealed class CommunicationServer : IAsyncDisposable
{
    public const string Token = "token-of-the-directory";

    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly WebApplication _app;

    private CommunicationServer(WebApplication app) => _app = app;

    public SentMessages Sent { get; } = new(TimeProvider.System);

    public SendFaults Faults { get; } = new();

    public ConcurrentQueue<JsonObject> Reports { get; } = [];

    public Uri Address => new(_app.Urls.Single());

    public string ConnectionString => $"endpoint={Address};accesskey={Key}";

    public static async Task<CommunicationServer> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new CommunicationServer(app);
        app.MapCommunication(CommunicationKey.From($"endpoint=http://x;accesskey={Key}", Token, time ?? TimeProvider.System), new CommunicationOutbox(server.Sent, server.Faults, server.PublishAsync, TimeProvider.System));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task PublishAsync(JsonObject report)
    {
        Reports.Enqueue(report);
        return Task.CompletedTask;
    }
}
