using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>Hears of changes, as an app that subscribed does.</summary>
internal sealed class NoticeListener : IAsyncDisposable
{
    private readonly Channel<JsonElement> _notices = Channel.CreateUnbounded<JsonElement>();
    private readonly WebApplication _app;

    private NoticeListener(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The paths that were asked whether they want to hear.</summary>
    public ConcurrentBag<string> Handshakes { get; } = [];

    public bool ShakesHands { get; set; } = true;

    /// <summary>How many notices are still refused.</summary>
    public int Refusals { get; set; }

    public int Waiting => _notices.Reader.Count;

    public static async Task<NoticeListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new NoticeListener(builder.Build());
        listener._app.MapPost("/{path}", listener.TakeAsync);
        await listener._app.StartAsync();
        return listener;
    }

    public async Task<JsonElement> NextAsync() => await _notices.Reader.ReadAsync(Functions.Patience.Token());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request, string path)
    {
        if (request.Query["validationToken"] is [{ } token])
        {
            Handshakes.Add($"/{path}");
            return Results.Text(ShakesHands ? token : "something else");
        }

        if (Refusals > 0)
        {
            Refusals--;
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        using var body = await JsonDocument.ParseAsync(request.Body);
        foreach (var notice in body.RootElement.GetProperty("value").EnumerateArray()) _notices.Writer.TryWrite(notice.Clone());
        return Results.Accepted();
    }
}
