using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Omni.LocalAzure.Bot;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Tests.Bot;

/// <summary>What a bot and the Bot Connector owe each other.</summary>
public sealed class BotContractTests : IAsyncLifetime
{
    private BotServer _server = null!; // set before each test

    public async Task InitializeAsync() => _server = await BotServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Who_brings_no_token_of_the_bot_says_nothing()
    {
        using var issuer = new BotIssuer(BotServer.AppId, TimeProvider.System);
        var foreign = (string?)issuer.ForConnector("https://api.botframework.com")["access_token"];
        var own = (string?)(await _server.IdentityAsync(BotServer.AppId, "x")).Body["access_token"];
        var talk = await _server.BeginAsync();

        foreach (var token in new[] { null, "x", "a.b.c", foreign, own + "x", "x" + own, own?[..own.LastIndexOf('.')], talk.Token, issuer.ForBot(_server.Address.AbsoluteUri) })
        {
            var answer = await _server.AskAsync(HttpMethod.Post, $"v3/conversations/{talk.Id}/activities", token, BotServer.Message("Hello"));
            Assert.Equal((401, "Unauthorized"), (answer.Status, answer.Code));
        }

        Assert.Empty(_server.Sent.All);
        Assert.Equal(200, (await _server.AskAsync(HttpMethod.Post, $"v3/conversations/{talk.Id}/activities", own, BotServer.Message("Hello"))).Status);
    }

    [Fact]
    public async Task A_conversation_that_nobody_began_is_not_found()
    {
        var answer = await _server.SayAsync("unknown", BotServer.Message("Hello"));

        Assert.Equal((404, "ServiceError"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("", """{"text":"Hello"}""", 400)]
    [InlineData("", """["message"]""", 400)]
    [InlineData("", """{"type":5}""", 400)]
    [InlineData("/1", """{"type":"message","text":"Hello"}""", 400)]
    [InlineData("/1", """{"type":"message","text":"Hello","replyToId":"2"}""", 400)]
    [InlineData("/1", """{"type":"message","text":"Hello","replyToId":"1"}""", 200)]
    public async Task An_activity_has_a_type_and_answers_what_its_address_names(string answered, string activity, int status)
    {
        var talk = await _server.BeginAsync();
        var token = (string?)(await _server.IdentityAsync(BotServer.AppId, "x")).Body["access_token"];

        var answer = await _server.AskAsync(HttpMethod.Post, $"v3/conversations/{talk.Id}/activities{answered}", token, JsonNode.Parse(activity));

        Assert.Equal((status, status == 200 ? 1 : 0), (answer.Status, _server.Sent.All.Count));
        Assert.Equal(status == 200 ? null : "BadSyntax", answer.Code);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_two_and_typing_is_none()
    {
        var talk = await _server.BeginAsync();

        var first = await _server.SayAsync(talk.Id, BotServer.Message("Hello"));
        var again = await _server.SayAsync(talk.Id, BotServer.Message("Hello"));
        await _server.SayAsync(talk.Id, new JsonObject { ["type"] = "typing" });

        Assert.NotEqual((string?)first.Body["id"], (string?)again.Body["id"]);
        Assert.Equal([("bot", "dl_anna", "Hello"), ("bot", "dl_anna", "Hello")], _server.Sent.All.Select(static sent => (sent.Provider, sent.To, sent.Text)));
    }

    [Fact]
    public async Task Planned_failures_come_before_or_after_the_activity_is_said()
    {
        var talk = await _server.BeginAsync();
        _server.Faults.Plan([new SendFault { Provider = "bot", Status = 429, RetryAfter = 7 }]);

        var busy = await _server.SayAsync(talk.Id, BotServer.Message("Hello"));
        Assert.Equal((429, "7", 0), (busy.Status, busy.RetryAfter, _server.Sent.All.Count));

        _server.Faults.Plan([new SendFault { Provider = "bot", CutsAfter = true }]);
        await Assert.ThrowsAsync<HttpRequestException>(() => _server.SayAsync(talk.Id, BotServer.Message("Hello")));
        Assert.Single(_server.Sent.All);

        _server.Faults.Plan([new SendFault { Provider = "telegram", Status = 429 }]);
        Assert.Equal(200, (await _server.SayAsync(talk.Id, BotServer.Message("Hello"))).Status);
    }

    [Theory]
    [InlineData(BotServer.AppId, "any", 200)]
    [InlineData(BotServer.AppId, null, 400)]
    [InlineData("another", "any", 400)]
    [InlineData("", "any", 400)]
    public async Task The_identity_is_for_who_knows_its_header_and_its_client_id(string client, string? header, int status)
    {
        var answer = await _server.IdentityAsync(client, header);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? "https://api.botframework.com" : null, (string?)answer.Body["resource"]);
        Assert.Equal(status == 200, answer.Body.ContainsKey("access_token"));
    }

    [Fact]
    public async Task A_client_that_signs_nothing_is_signed_for_the_address_that_it_names()
    {
        const string Service = "http://localhost:56150/_connector";
        _server.BotStatus = 403;

        var answer = await _server.AskAsync(HttpMethod.Post, "playground/messages", token: null, new JsonObject { ["type"] = "message", ["channelId"] = "webchat", ["serviceUrl"] = Service });

        var heard = Assert.Single(_server.Heard);
        var token = new JsonWebToken(heard.Authorization["Bearer ".Length..]);
        Assert.Equal((403, Service, Service, BotServer.AppId), (answer.Status, (string?)heard.Activity["serviceUrl"], token.GetClaim("serviceurl").Value, token.Audiences.Single()));
    }

    [Fact]
    public async Task A_client_that_names_no_address_is_not_passed_on()
    {
        Assert.Equal(400, (await _server.AskAsync(HttpMethod.Post, "playground/messages", token: null, BotServer.Message("Hello"))).Status);
        Assert.Empty(_server.Heard);
    }

    [Theory]
    [InlineData("v3/conversations")]
    [InlineData("v3/directline/conversations/x/upload")]
    public async Task What_the_stand_in_does_not_know_it_says(string path)
    {
        var answer = await _server.AskAsync(HttpMethod.Post, path, "any", new JsonObject());

        Assert.Equal((404, "NotSupported"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_official_clients_for_javascript_find_what_they_expect()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Script(), _server.Address.AbsoluteUri, _server.BotAddress.AbsoluteUri, BotServer.AppId, DirectLineRoutes.Secret]) { RedirectStandardOutput = true })!; // a program that exists is started

        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, said);
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "tests", "bot-js");
            if (Directory.Exists(Path.Combine(project, "node_modules"))) return Path.Combine(project, "contract.js");
        }

        throw new InvalidOperationException("The clients are not installed: run npm ci in tests/bot-js.");
    }
}
