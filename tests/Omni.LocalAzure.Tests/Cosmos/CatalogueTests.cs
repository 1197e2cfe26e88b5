using System.Net;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Databases, containers and offers under bad requests and at the same time.</summary>
public sealed class CatalogueTests
{
    [Theory]
    [InlineData("""{"content":{"offerAutopilotSettings":"x"}}""")]
    [InlineData("""{"content":{"offerAutopilotSettings":{"maxThroughput":"many"}}}""")]
    [InlineData("""{"content":{"offerThroughput":"many"}}""")]
    [InlineData("""{"content":{"offerThroughput":-1}}""")]
    [InlineData("""{"content":{"offerThroughput":400,"offerThroughput":500}}""")]
    [InlineData("""{"content":{}}""")]
    [InlineData("""{"content":7}""")]
    public async Task An_offer_that_names_no_throughput_is_refused_and_the_account_opens_again(string offer)
    {
        var file = CosmosServer.NewFile();
        var again = CosmosServer.NewFile();
        await using (var server = await StartAsync(file))
        {
            using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());
            var rid = (string)(await http.SendAsync(HttpMethod.Get, "/offers", (byte[]?)null)).Json!["Offers"]![0]!["_rid"]!;

            Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(HttpMethod.Put, $"/offers/{rid}", offer)).Status);
            foreach (var suffix in new[] { "", "-wal" }) File.Copy(file + suffix, again + suffix);
        }

        await using var reopened = await CosmosServer.StartAsync(again);
        Assert.Equal(["things"], reopened.Account.ContainerNames("omni"));
    }

    [Theory]
    [InlineData("""{"id":"x","id":"y","partitionKey":{"paths":["/pk"]}}""")]
    [InlineData("""{"id":"\ud800","partitionKey":{"paths":["/pk"]}}""")]
    [InlineData("""{"id":"x","partitionKey":"pk"}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/"]}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/a","/b","/c","/d"],"kind":"MultiHash"}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/a","/b"],"kind":"Hash"}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/pk"]},"indexingPolicy":"x"}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/pk"]},"indexingPolicy":{"indexingMode":1}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/pk"]},"indexingPolicy":{"includedPaths":[1]}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/pk"]},"uniqueKeyPolicy":{"uniqueKeys":[{"paths":["/a\u0000b"]}]}}""")]
    [InlineData("""{"id":"x","partitionKey":{"paths":["/pk"]},"defaultTtl":99999999999}""")]
    public async Task A_container_that_cannot_be_is_a_bad_request(string definition)
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var refused = await http.SendAsync(HttpMethod.Post, "/dbs/omni/colls", definition);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["things"], server.Account.ContainerNames("omni"));
    }

    [Theory]
    [InlineData("x-ms-offer-throughput", "many")]
    [InlineData("x-ms-cosmos-offer-autopilot-settings", "{")]
    [InlineData("x-ms-cosmos-offer-autopilot-settings", """{"maxThroughput":"x"}""")]
    public async Task A_container_with_an_offer_that_cannot_be_read_is_not_made(string header, string value)
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var refused = await http.SendAsync(HttpMethod.Post, "/dbs/omni/colls", """{"id":"x","partitionKey":{"paths":["/pk"]}}""", (header, value));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["things"], server.Account.ContainerNames("omni"));
    }

    [Fact]
    public async Task Of_rivals_that_replace_a_container_under_its_etag_one_wins()
    {
        await using var server = await StartAsync();
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());
        var etag = (await http.SendAsync(HttpMethod.Get, "/dbs/omni/colls/things", (byte[]?)null)).ETag!;

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(ttl => http.SendAsync(
            HttpMethod.Put, "/dbs/omni/colls/things", $$"""{"id":"things","partitionKey":{"paths":["/pk"]},"defaultTtl":{{ttl}}}""", ("If-Match", etag))));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Databases_made_and_deleted_by_rivals_leave_an_account_that_opens_with_the_same_content()
    {
        var file = CosmosServer.NewFile();
        var again = CosmosServer.NewFile();
        List<string> before;
        await using (var server = await StartAsync(file))
        {
            using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());
            await Parallel.ForAsync(0, 400, async (turn, _) => await ((turn % 5) switch
            {
                0 => http.SendAsync(HttpMethod.Post, "/dbs", """{"id":"rival"}"""),
                1 => http.SendAsync(HttpMethod.Delete, "/dbs/rival", (byte[]?)null),
                2 => http.SendAsync(HttpMethod.Delete, "/dbs/rival/colls/x", (byte[]?)null),
                _ => http.SendAsync(HttpMethod.Post, "/dbs/rival/colls", """{"id":"x","partitionKey":{"paths":["/pk"]}}"""),
            }));
            before = [.. server.Account.ContainerNames("rival")];
            foreach (var suffix in new[] { "", "-wal" }) File.Copy(file + suffix, again + suffix);
        }

        await using var reopened = await CosmosServer.StartAsync(again);
        Assert.Equal(before, reopened.Account.ContainerNames("rival"));
        Assert.Equal(["things"], reopened.Account.ContainerNames("omni"));
    }

    private static async Task<CosmosServer> StartAsync(string? file = null)
    {
        var server = await CosmosServer.StartAsync(file);
        await server.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""")!.AsObject());
        return server;
    }
}
