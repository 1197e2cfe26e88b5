using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Bot;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Tests.Bot;

/// <summary>What the bot was told, and with what proof.</summary>
internal sealed record HeardActivity(string Authorization, JsonObject Activity);

/// <summary>The stand-in on a free port, and beside it a bot that keeps what it hears; <c>GET /heard</c> tells.</summary>
internal sealed class BotServer : IAsyncDisposable
{
    public const string AppId = "5f7c1a52-0000-4000-8000-000000000b07";

    private readonly WebApplication _app;
    private readonly WebApplication _bot;
    private readonly BotChannel _channel;
    private readonly HttpClient _http = new();

    private BotServer()
    {
        _app = Build();
        _bot = Build();
        _channel = new BotChannel(AppId, () => new Uri(BotAddress, "api/messages"), TimeProvider.System);
    }

    public SentMessages Sent { get; } = new(TimeProvider.System);

    public SendFaults Faults { get; } = new();

    public ConcurrentQueue<HeardActivity> Heard { get; } = [];

    /// <summary>What the bot answers.</summary>
    public int BotStatus { get; set; } = 202;

    public Uri Address => new(_app.Urls.Single());

    public Uri BotAddress => new(_bot.Urls.Single());

    public static async Task<BotServer> StartAsync()
    {
        var server = new BotServer();
        server._app.MapBot(server._channel, server.Sent, server.Faults);
        server._bot.MapPost("/api/messages", server.HearAsync);
        server._bot.MapGet("/heard", () => Results.Json(server.Heard));
        await server._bot.StartAsync();
        await server._app.StartAsync();
        server._channel.ServiceUrl = server.Address.AbsoluteUri;
        return server;
    }

    /// <summary>A request as any client makes it.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">With its query.</param>
    /// <param name="token">Null for none.</param>
    /// <param name="body">Null for none.</param>
    public async Task<Answer> AskAsync(HttpMethod method, string path, string? token, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        var json = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, json.Length == 0 ? [] : JsonNode.Parse(json)!.AsObject(), response.Headers.RetryAfter?.ToString()); // The stand-in says nothing but objects.
    }

    /// <summary>The answer of the identity endpoint.</summary>
    public async Task<Answer> IdentityAsync(string client, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, $"msi/token?resource=https%3A%2F%2Fapi.botframework.com&api-version=2019-08-01&client_id={client}"));
        if (header is not null) request.Headers.Add("X-IDENTITY-HEADER", header);
        using var response = await _http.SendAsync(request);
        return new Answer((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!, null); // As above.
    }

    /// <summary>What the bot says by the connector, with its own token.</summary>
    public async Task<Answer> SayAsync(string conversation, JsonObject activity) =>
        await AskAsync(HttpMethod.Post, $"v3/conversations/{conversation}/activities", (string?)(await IdentityAsync(AppId, "x")).Body["access_token"], activity);

    /// <summary>A conversation of Direct Line that has begun.</summary>
    public async Task<Talk> BeginAsync(string user = "dl_anna")
    {
        var answer = await AskAsync(HttpMethod.Post, "v3/directline/tokens/generate", DirectLineRoutes.Secret, new JsonObject { ["user"] = new JsonObject { ["id"] = user } });
        return new Talk((string)answer.Body["conversationId"]!, (string)answer.Body["token"]!); // Part of each such answer.
    }

    public static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _bot.DisposeAsync();
        _channel.Dispose();
        _http.Dispose();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        Heard.Enqueue(new HeardActivity(request.Headers.Authorization.ToString(), (await request.ReadFromJsonAsync<JsonObject>())!)); // The connector says nothing but objects.
        return Results.StatusCode(BotStatus);
    }
}

/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Empty where there is none.</param>
/// <param name="RetryAfter">Its header.</param>
internal sealed record Answer(int Status, JsonObject Body, string? RetryAfter)
{
    public string? Code => (string?)Body["error"]?["code"];
}

/// <summary>One conversation, and the token that opens it.</summary>
internal sealed record Talk(string Id, string Token)
{
    public string Activities => $"v3/directline/conversations/{Id}/activities";
}
