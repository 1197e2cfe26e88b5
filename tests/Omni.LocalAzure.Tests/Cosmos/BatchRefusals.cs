using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Batches that no official client sends.</summary>
public sealed class BatchRefusals
{
    private const string Container = "dbs/omni/colls/things";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

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

        using var answer = await SendAsync(server, new JsonArray(operation), inHeader);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(server.Account.ReadItem("omni", "things", "a", "1"));
    }

    [Fact]
    public async Task The_same_operation_is_taken_with_the_key_in_the_header_alone()
    {
        await using var server = await StartAsync();
        var operation = new JsonObject { ["operationType"] = "Create", ["resourceBody"] = JsonNode.Parse("""{"id":"1","pk":"a"}""") };

        using var answer = await SendAsync(server, new JsonArray(operation), """["a"]""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(server.Account.ReadItem("omni", "things", "a", "1"));
    }

    private async Task<CosmosServer> StartAsync()
    {
        var server = await CosmosServer.StartAsync(time: _clock);
        await server.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""")!.AsObject());
        return server;
    }

    private async Task<HttpResponseMessage> SendAsync(CosmosServer server, JsonArray operations, string? partitionKey)
    {
        var date = _clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, $"{Container}/docs")) { Content = new StringContent(operations.ToJsonString()) };
        request.Headers.Add("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("Authorization", Uri.EscapeDataString($"type=master&ver=1.0&sig={Signature(date)}"));
        request.Headers.Add("x-ms-cosmos-is-batch-request", "True");
        request.Headers.Add("x-ms-cosmos-batch-atomic", "True");
        if (partitionKey is not null) request.Headers.Add("x-ms-documentdb-partitionkey", partitionKey);
        using var http = new HttpClient();
        return await http.SendAsync(request);
    }

    private static string Signature(string date) => Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(CosmosAccount.EmulatorKey), Encoding.UTF8.GetBytes($"post\ndocs\n{Container}\n{date.ToLowerInvariant()}\n\n")));
}
