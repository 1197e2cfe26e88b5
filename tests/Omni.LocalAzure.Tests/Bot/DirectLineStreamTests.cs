using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Omni.LocalAzure.Tests.Bot;

/// <summary>Direct Line's web socket.</summary>
public sealed class DirectLineStreamTests : IAsyncLifetime
{
    private BotServer _server = null!; // set before each test

    public async Task InitializeAsync() => _server = await BotServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_said_arrives_by_itself()
    {
        var talk = await _server.BeginAsync();
        using var socket = await ConnectAsync(await StreamAsync(talk));

        await _server.AskAsync(HttpMethod.Post, talk.Activities, talk.Token, BotServer.Message("Hello"));
        Assert.Equal(("message", "Hello", "1"), await NextAsync(socket));
        await _server.SayAsync(talk.Id, new JsonObject { ["type"] = "typing" });
        Assert.Equal(("typing", null, "2"), await NextAsync(socket));
        await _server.SayAsync(talk.Id, BotServer.Message("Hi"));
        Assert.Equal(("message", "Hi", "3"), await NextAsync(socket));
    }

    [Fact]
    public async Task It_begins_with_what_came_after_the_watermark()
    {
        var talk = await _server.BeginAsync();
        await _server.SayAsync(talk.Id, BotServer.Message("first"));
        await _server.SayAsync(talk.Id, BotServer.Message("second"));

        using var socket = await ConnectAsync(await StreamAsync(talk, "1"));

        Assert.Equal(("message", "second", "2"), await NextAsync(socket));
    }

    [Fact]
    public async Task A_second_one_closes_the_first()
    {
        var talk = await _server.BeginAsync();
        using var first = await ConnectAsync(await StreamAsync(talk));
        using var second = await ConnectAsync(await StreamAsync(talk));

        var closed = await first.ReceiveAsync(new byte[1024], Functions.Patience.Token());
        await _server.SayAsync(talk.Id, BotServer.Message("Hi"));

        Assert.Equal((WebSocketMessageType.Close, "collision"), (closed.MessageType, closed.CloseStatusDescription));
        Assert.Equal(("message", "Hi", "1"), await NextAsync(second));
    }

    [Fact]
    public async Task Conversations_do_not_close_each_other()
    {
        var (talk, other) = (await _server.BeginAsync(), await _server.BeginAsync());
        using var first = await ConnectAsync(await StreamAsync(talk));
        using var second = await ConnectAsync(await StreamAsync(other));

        await _server.SayAsync(other.Id, BotServer.Message("to the other"));
        await _server.SayAsync(talk.Id, BotServer.Message("to the one"));

        Assert.Equal(("message", "to the one", "1"), await NextAsync(first));
        Assert.Equal(("message", "to the other", "1"), await NextAsync(second));
    }

    [Fact]
    public async Task Empty_frames_keep_it_alive_and_a_farewell_is_answered()
    {
        var talk = await _server.BeginAsync();
        using var socket = await ConnectAsync(await StreamAsync(talk));

        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, Functions.Patience.Token());
        await _server.SayAsync(talk.Id, BotServer.Message("Hi"));
        Assert.Equal(("message", "Hi", "1"), await NextAsync(socket));

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Functions.Patience.Token());
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task Another_proof_opens_none()
    {
        var (talk, other) = (await _server.BeginAsync(), await _server.BeginAsync());
        var stream = await StreamAsync(talk);

        foreach (var wrong in new[] { stream[..stream.LastIndexOf('&')], stream + "0", stream.Replace(talk.Token, other.Token, StringComparison.Ordinal) })
        {
            using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(wrong), Functions.Patience.Token()));
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task Its_address_is_no_page()
    {
        var stream = new UriBuilder(await StreamAsync(await _server.BeginAsync())) { Scheme = Uri.UriSchemeHttp };

        Assert.Equal(400, (await _server.AskAsync(HttpMethod.Get, stream.Uri.PathAndQuery, token: null)).Status);
    }

    private async Task<string> StreamAsync(Talk talk, string watermark = "") =>
        (string)(await _server.AskAsync(HttpMethod.Get, $"v3/directline/conversations/{talk.Id}?watermark={watermark}", talk.Token)).Body["streamUrl"]!; // Part of the answer.

    private static async Task<ClientWebSocket> ConnectAsync(string stream)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(stream), Functions.Patience.Token());
        return socket;
    }

    /// <summary>The only activity of the next set, and the set's watermark.</summary>
    private static async Task<(string? Type, string? Text, string? Watermark)> NextAsync(WebSocket socket)
    {
        var frame = new byte[4096];
        var received = await socket.ReceiveAsync(frame, Functions.Patience.Token());
        var set = JsonNode.Parse(Encoding.UTF8.GetString(frame, 0, received.Count))!; // Sets are objects.
        var activity = Assert.Single(set["activities"]!.AsArray())!;
        return ((string?)activity["type"], (string?)activity["text"], (string?)set["watermark"]);
    }
}
