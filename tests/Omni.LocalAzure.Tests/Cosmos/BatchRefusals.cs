using System.Net;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Batches that no official client sends.</summary>
public sealed class BatchRefusals
{
    private const string Container = "dbs/omni/colls/things";

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, """["a"]""")]
    [InlineData("""["a"]""", """["a"]""")]
    [InlineData("""["a"]""", """["b"]""")]
    public async Task A_transactional_batch_has_its_one_partition_key_in_the_header(string? inHeader, string? inOperation)
    {
        await using var server = await StartAsync();
        var operation = new JsonObject { ["operationType"] = "Create", ["resourceBody"] = JsonNode.Parse("""{"id":"1","pk":"a"}""") };
        if (inOperation is not null) operation["partitionKey"] = inOperation;

        var answer = await SendAsync(server, new JsonArray(operation), inHeader, Atomic);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Null(server.Account.ReadItem("omni", "things", "a", "1"));
    }

    [Fact]
    public async Task The_same_operation_is_taken_with_the_key_in_the_header_alone()
    {
        await using var server = await StartAsync();
        var operation = new JsonObject { ["operationType"] = "Create", ["resourceBody"] = JsonNode.Parse("""{"id":"1","pk":"a"}""") };

        var answer = await SendAsync(server, new JsonArray(operation), """["a"]""", Atomic);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotNull(server.Account.ReadItem("omni", "things", "a", "1"));
    }

    [Theory]
    [InlineData("True", 400, 201)]
    [InlineData("false", 400, 424)]
    public async Task An_operation_of_a_bulk_request_fails_alone_unless_the_client_wants_to_stop_there(string goOn, int refused, int next)
    {
        await using var server = await StartAsync();
        var operations = JsonNode.Parse("""
            [
                {"operationType":"Create","partitionKey":"[\"a\"]","resourceBody":{"id":"1","pk":"a"}},
                {"operationType":"Patch","partitionKey":"[\"a\"]","id":"1","resourceBody":{"condition":"FROM","operations":[{"op":"set","path":"/n","value":1}]}},
                {"operationType":"Create","partitionKey":"[\"a\"]","resourceBody":{"id":"2","pk":"a"}}
            ]
            """)!.AsArray();

        var answer = await SendAsync(server, operations, inHeader: null, ("x-ms-cosmos-batch-continue-on-error", goOn));

        Assert.Equal([201, refused, next], answer.Json!.AsArray().Select(result => (int)result!["statusCode"]!));
        Assert.Equal(next == 201, server.Account.ReadItem("omni", "things", "a", "2") is not null);
    }

    [Fact]
    public async Task A_failure_in_the_store_stops_a_bulk_request_that_wants_to_stop()
    {
        await using var server = await StartAsync();
        var operations = JsonNode.Parse("""
            [
                {"operationType":"Delete","partitionKey":"[\"a\"]","id":"nobody"},
                {"operationType":"Create","partitionKey":"[\"a\"]","resourceBody":{"id":"2","pk":"a"}},
                {"operationType":"Create","partitionKey":"[\"a\"]","resourceBody":{"pk":"a"}}
            ]
            """)!.AsArray();

        var answer = await SendAsync(server, operations, inHeader: null);

        Assert.Equal([404, 424, 424], answer.Json!.AsArray().Select(result => (int)result!["statusCode"]!));
        Assert.Null(server.Account.ReadItem("omni", "things", "a", "2"));
    }

    [Fact]
    public async Task A_deep_item_is_taken_in_a_batch_as_it_is_alone()
    {
        await using var server = await StartAsync();
        var body = JsonNode.Parse($$"""{"id":"1","pk":"a","x":{{new string('[', 126)}}{{new string(']', 126)}}}""", documentOptions: new() { MaxDepth = 128 });

        var answer = await SendAsync(server, new JsonArray(new JsonObject { ["operationType"] = "Create", ["resourceBody"] = body }), """["a"]""", Atomic);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData(new byte[] { 0x81 })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 10, 0, 0, 0 })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 10, 0, 0, 0, 0x81 })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 0, 0, 0, 0x80 })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 10, 0, 0, 0, 0x81, 0xF1, 0xD8, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x81, 0xF0, 0xD8, 0xFF, 0x7F, 1, 10, 0, 0, 0, 0x81, 0xF1, 0xD8, 0xFF, 0x7F, 1, 0, 0, 0, 0, 0, 0, 0, 0x81 })]
    public async Task A_broken_batch_is_a_bad_request(byte[] body)
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var refused = await http.SendAsync(HttpMethod.Post, $"/{Container}/docs", body, ("x-ms-cosmos-is-batch-request", "True"), Atomic, ("x-ms-documentdb-partitionkey", """["a"]"""));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    private static (string, string) Atomic => ("x-ms-cosmos-batch-atomic", "True");

    private static async Task<CosmosServer> StartAsync()
    {
        var server = await CosmosServer.StartAsync();
        await server.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""")!.AsObject());
        return server;
    }

    private static async Task<SignedAnswer> SendAsync(CosmosServer server, JsonArray operations, string? inHeader, params (string, string)[] headers)
    {
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());
        (string, string)[] key = inHeader is null ? [] : [("x-ms-documentdb-partitionkey", inHeader)];
        return await http.SendAsync(
            HttpMethod.Post, $"/{Container}/docs", operations.ToJsonString(new() { MaxDepth = 200 }), [("x-ms-cosmos-is-batch-request", "True"), .. key, .. headers]);
    }
}
