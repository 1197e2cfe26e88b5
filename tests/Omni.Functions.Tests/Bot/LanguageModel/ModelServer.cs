using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.Functions.Bot.LanguageModel;
using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Bot.LanguageModel;

/// <summary>A server of chat completions on loopback. What its model says is up to the test.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>Bodies, as they came.</summary>
    public List<string> Requests { get; } = [];

    public string? Authorization { get; private set; }

    public int Status { get; set; } = 200;

    /// <summary>Sends its headers, and nothing after them.</summary>
    public bool Stalls { get; set; }

    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What the model says to a request.</summary>
    public Func<JsonElement, string> Say { get; set; } = static _ => """{"topic":null,"sentences":[]}""";

    public ChatCompletions Client => new(_http, new ChatModelOptions(new Uri($"{_app.Urls.First()}/v1/chat/completions"), "small", "model-key") { Patience = Patience }, NullLogger<ChatCompletions>.Instance);

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ModelServer(app);
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = await reader.ReadToEndAsync();
        Requests.Add(request);
        Authorization = context.Request.Headers.Authorization;
        context.Response.StatusCode = Status;
        if (Stalls)
        {
            await context.Response.StartAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await context.Response.WriteAsJsonAsync(new { id = "c", choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Say(JsonElement.Parse(request)) } } } });
    }
}
