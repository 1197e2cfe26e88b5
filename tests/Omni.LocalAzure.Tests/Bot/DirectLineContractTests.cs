using System.Text.Json.Nodes;
using Omni.LocalAzure.Bot;

namespace Omni.LocalAzure.Tests.Bot;

/// <summary>What a chat and Direct Line owe each other, by polling.</summary>
public sealed class DirectLineContractTests : IAsyncLifetime
{
    private const string Generate = "v3/directline/tokens/generate";

    private BotServer _server = null!; // set before each test

    public async Task InitializeAsync() => _server = await BotServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("another-secret")]
    public async Task Another_secret_gets_no_token(string? secret)
    {
        var answer = await _server.AskAsync(HttpMethod.Post, Generate, secret);

        Assert.Equal((403, "BadArgument"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("anna", 400)]
    [InlineData("DL_anna", 400)]
    [InlineData("dl_anna", 200)]
    [InlineData(null, 200)]
    public async Task The_id_of_a_user_begins_with_dl(string? user, int status)
    {
        var answer = await _server.AskAsync(HttpMethod.Post, Generate, DirectLineRoutes.Secret, user is null ? null : new JsonObject { ["user"] = new JsonObject { ["id"] = user } });

        Assert.Equal((status, status == 200 ? 1800 : null), (answer.Status, (int?)answer.Body["expires_in"]));
    }

    [Theory]
    [InlineData("POST", "tokens/refresh")]
    [InlineData("POST", "conversations")]
    [InlineData("GET", "conversations/{id}")]
    [InlineData("GET", "conversations/{id}/activities")]
    [InlineData("POST", "conversations/{id}/activities")]
    public async Task A_token_opens_its_own_conversation_alone(string method, string path)
    {
        var (talk, other) = (await _server.BeginAsync(), await _server.BeginAsync("dl_boris"));
        async Task<int> StatusAsync(string? token) => (await _server.AskAsync(new HttpMethod(method), $"v3/directline/{path}".Replace("{id}", talk.Id, StringComparison.Ordinal), token, method == "POST" ? BotServer.Message("Hello") : null)).Status;

        foreach (var wrong in new[] { null, "x", $"{talk.Id}.0", $"{talk.Token}0", $"{talk.Id}.{other.Token.Split('.')[1]}" }) Assert.Equal(403, await StatusAsync(wrong));
        if (path.Contains("{id}", StringComparison.Ordinal)) Assert.Equal(403, await StatusAsync(other.Token));

        Assert.Empty(_server.Heard);
        Assert.InRange(await StatusAsync(talk.Token), 200, 201);
    }

    [Fact]
    public async Task A_conversation_is_new_until_something_is_said_and_a_refreshed_token_opens_it()
    {
        var talk = await _server.BeginAsync();
        Assert.Equal(201, (await _server.AskAsync(HttpMethod.Post, "v3/directline/conversations", talk.Token)).Status);

        var refreshed = await _server.AskAsync(HttpMethod.Post, "v3/directline/tokens/refresh", talk.Token);
        await _server.AskAsync(HttpMethod.Post, talk.Activities, (string?)refreshed.Body["token"], BotServer.Message("Hello"));
        var again = await _server.AskAsync(HttpMethod.Post, "v3/directline/conversations", (string?)refreshed.Body["token"]);

        Assert.Equal((200, talk.Id), (again.Status, (string?)again.Body["conversationId"]));
        Assert.StartsWith($"ws://{_server.Address.Authority}/", (string?)again.Body["streamUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_speaks_in_another_name_or_channel()
    {
        var talk = await _server.BeginAsync();

        await _server.AskAsync(HttpMethod.Post, talk.Activities, talk.Token, JsonNode.Parse("""{"type":"message","text":"Hello","from":{"id":"dl_boris","name":"Анна"},"channelId":"msteams","serviceUrl":"http://another/","conversation":{"id":"other"}}"""));

        var heard = Assert.Single(_server.Heard).Activity;
        Assert.Equal(("dl_anna", "Анна"), ((string?)heard["from"]!["id"], (string?)heard["from"]!["name"]));
        Assert.Equal(("directline", _server.Address.AbsoluteUri, talk.Id), ((string?)heard["channelId"], (string?)heard["serviceUrl"], (string?)heard["conversation"]!["id"]));
    }

    [Fact]
    public async Task A_watermark_gives_only_what_is_new()
    {
        var talk = await _server.BeginAsync();
        await _server.AskAsync(HttpMethod.Post, talk.Activities, talk.Token, BotServer.Message("Hello"));
        await _server.SayAsync(talk.Id, BotServer.Message("Hi"));

        var first = await ReadAsync(talk, "");
        await _server.SayAsync(talk.Id, BotServer.Message("What can I do?"));
        var second = await ReadAsync(talk, first.Watermark);
        var third = await ReadAsync(talk, second.Watermark);

        Assert.Equal(["Hello", "Hi"], first.Texts);
        Assert.Equal(["What can I do?"], second.Texts);
        Assert.Empty(third.Texts);
        Assert.Equal(second.Watermark, third.Watermark);
        Assert.Equal(["Hello", "Hi", "What can I do?"], (await ReadAsync(talk, "")).Texts);
    }

    [Fact]
    public async Task Typing_is_not_polled()
    {
        var talk = await _server.BeginAsync();
        await _server.SayAsync(talk.Id, new JsonObject { ["type"] = "typing" });
        await _server.SayAsync(talk.Id, BotServer.Message("Hi"));

        var read = await ReadAsync(talk, "");

        Assert.Equal(["Hi"], read.Texts);
        Assert.Empty((await ReadAsync(talk, read.Watermark)).Texts);
    }

    [Fact]
    public async Task An_activity_without_a_type_is_refused()
    {
        var talk = await _server.BeginAsync();

        var answer = await _server.AskAsync(HttpMethod.Post, talk.Activities, talk.Token, new JsonObject { ["text"] = "Hello" });

        Assert.Equal((400, "MissingProperty", 0), (answer.Status, answer.Code, _server.Heard.Count));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    public async Task A_bot_that_fails_has_rejected_the_activity(int status)
    {
        _server.BotStatus = status;
        var talk = await _server.BeginAsync();

        var answer = await _server.AskAsync(HttpMethod.Post, talk.Activities, talk.Token, BotServer.Message("Hello"));

        Assert.Equal((502, "BotRejectedActivity", 1), (answer.Status, answer.Code, _server.Heard.Count));
    }

    private async Task<(IEnumerable<string?> Texts, string Watermark)> ReadAsync(Talk talk, string watermark)
    {
        var set = (await _server.AskAsync(HttpMethod.Get, $"{talk.Activities}?watermark={watermark}", talk.Token)).Body;
        return (set["activities"]!.AsArray().Select(static activity => (string?)activity!["text"]), (string)set["watermark"]!); // The parts of each set.
    }
}
