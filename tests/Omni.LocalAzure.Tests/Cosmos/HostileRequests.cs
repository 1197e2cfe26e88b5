using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Requests that no official client makes: each has its answer, and spoils nothing for those that follow.</summary>
public sealed class HostileRequests
{
    private const string Docs = "/dbs/omni/colls/things/docs";
    private const string KeyHeader = "x-ms-documentdb-partitionkey";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("""{"id":"1","pk":"a","x":"\ud800"}""")]
    [InlineData("""{"id":"1","pk":"a","x":"\udc00\ud800"}""")]
    [InlineData("""{"id":"1","pk":"a","x":["\\\ud83d"]}""")]
    [InlineData("""{"id":"1","pk":"a","\ud800":1}""")]
    [InlineData("""{"id":"1","pk":"\ud800"}""")]
    [InlineData("""{"id":"1","id":"2","pk":"a"}""")]
    [InlineData("""{"id":"1","pk":"a","pk":"b"}""")]
    [InlineData("""{"id":"1","pk":"a","x":{"y":1,"y":2}}""")]
    [InlineData("""{"id":"1","pk":1e400}""")]
    public async Task An_item_that_would_spoil_later_queries_is_refused(string item)
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var refused = await http.SendAsync(HttpMethod.Post, Docs, item);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Empty(server.Account.ReadChanges("omni", "things", 0, max: 10).Documents);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused_and_pairs_of_surrogates_are_not()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var refused = await http.SendAsync(HttpMethod.Post, Docs, [.. """{"id":"1","pk":"a","x":" """u8, 0xC3, 0x28, .. "\"}"u8]);
        var taken = await http.SendAsync(HttpMethod.Post, Docs, """{"id":"2","pk":"a","x":"\ud83d\ude00 \\ud800 \u0416"}""");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created), (refused.Status, taken.Status));
        Assert.Equal("\ud83d\ude00 \\ud800 \u0416", (string?)taken.Json!["x"]);
    }

    [Fact]
    public async Task A_system_property_in_disguise_is_still_the_systems()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var created = await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a","\u005fts":5}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.True((long)created.Json!["_ts"]! > 5);
    }

    [Fact]
    public async Task A_partition_key_may_hold_control_characters()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var created = await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a\nb\u0000"}""");
        var read = await http.SendAsync(HttpMethod.Get, $"{Docs}/1", (byte[]?)null, (KeyHeader, """["a\u000ab\u0000"]"""));
        var range = await http.SendAsync(HttpMethod.Get, Docs, (byte[]?)null, ("x-ms-start-epk", ""), ("x-ms-end-epk", "FF"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.Status, read.Status));
        Assert.Equal(1, (int)range.Json!["_count"]!);
    }

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["a"],["b"]""")]
    [InlineData("""["a"] x""")]
    [InlineData("""["a"]]""")]
    [InlineData("[1e400]")]
    [InlineData("""[{"x":1}]""")]
    [InlineData("[[]]")]
    [InlineData("[")]
    [InlineData("a")]
    public async Task A_broken_partition_key_header_is_a_bad_request(string header)
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);
        await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a"}""");

        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(HttpMethod.Get, $"{Docs}/1", (byte[]?)null, (KeyHeader, header))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(HttpMethod.Get, Docs, (byte[]?)null, (KeyHeader, header))).Status);
    }

    [Fact]
    public async Task A_partition_key_has_2048_bytes_at_most()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var taken = await http.SendAsync(HttpMethod.Post, Docs, $$"""{"id":"1","pk":"{{new string('x', 2048)}}"}""");
        var refused = await http.SendAsync(HttpMethod.Post, Docs, $$"""{"id":"1","pk":"{{new string('x', 2049)}}"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (taken.Status, refused.Status));
    }

    [Fact]
    public async Task Zero_is_one_partition_key_whatever_its_sign()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":-0.0}""");

        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Get, $"{Docs}/1", (byte[]?)null, (KeyHeader, "[0]"))).Status);
    }

    [Fact]
    public async Task Triggers_and_feeds_from_no_time_are_not_passed_over_in_silence()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);

        var before = await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a"}""", ("x-ms-documentdb-pre-trigger-include", "t"));
        var after = await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a"}""", ("x-ms-documentdb-post-trigger-include", "t"));
        var noTime = await http.SendAsync(HttpMethod.Get, Docs, (byte[]?)null, ("A-IM", "Incremental Feed"), ("If-Modified-Since", "yesterday"));

        Assert.Equal((HttpStatusCode.NotImplemented, HttpStatusCode.NotImplemented, HttpStatusCode.BadRequest), (before.Status, after.Status, noTime.Status));
        Assert.Null(server.Account.ReadItem("omni", "things", "a", "1"));
    }

    [Fact]
    public async Task A_range_without_an_end_goes_to_the_last_key()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, Now);
        await http.SendAsync(HttpMethod.Post, Docs, """{"id":"1","pk":"a"}""");

        var all = await http.SendAsync(HttpMethod.Get, Docs, (byte[]?)null, ("x-ms-start-epk", "00"));
        var none = await http.SendAsync(HttpMethod.Get, Docs, (byte[]?)null, ("x-ms-start-epk", "3FFF"));

        Assert.Equal((1, 0), ((int)all.Json!["_count"]!, (int)none.Json!["_count"]!));
    }

    [Fact]
    public async Task An_activity_id_that_is_none_is_not_sent_back()
    {
        await using var server = await StartAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync("GET /dbs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-ms-activity-id: \u0416\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.UTF8);

        Assert.StartsWith("HTTP/1.1 401", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"drop":false,"seconds":90,"status":42}""")]
    [InlineData("""{"drop":false,"seconds":90,"status":204}""")]
    [InlineData("""{"drop":false,"seconds":90,"retryAfterMs":-1}""")]
    public async Task An_outage_answers_with_an_error(string order)
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent(order, Encoding.UTF8, "application/json");

        using var refused = await http.PostAsync("/$faults", content);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task An_outage_of_which_only_the_time_is_said_is_that_of_a_service_that_is_unavailable()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var order = new StringContent("""{"seconds":90}""", Encoding.UTF8, "application/json");

        using var taken = await http.PostAsync("/$faults", order);

        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal(503, server.Account.Faults.Current?.Status);
    }

    private static async Task<CosmosServer> StartAsync()
    {
        var server = await CosmosServer.StartAsync();
        await server.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""")!.AsObject());
        return server;
    }
}
