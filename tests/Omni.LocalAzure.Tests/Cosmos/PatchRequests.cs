using System.Net;
using System.Text.Json.Nodes;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Patches in detail, as they are on the wire.</summary>
public sealed class PatchRequests
{
    private const string Docs = "/dbs/omni/colls/things/docs";

    [Theory]
    [InlineData("""{"n":9223372036854775807}""", """[{"op":"incr","path":"/n","value":1}]""", "n", "9.223372036854776E+18")]
    [InlineData("""{"n":-9223372036854775808}""", """[{"op":"incr","path":"/n","value":-1}]""", "n", "-9.223372036854776E+18")]
    [InlineData("""{"n":1}""", """[{"op":"incr","path":"/n","value":1},{"op":"incr","path":"/n","value":0.5},{"op":"incr","path":"/n","value":2}]""", "n", "4.5")]
    [InlineData("""{"n":1.5}""", """[{"op":"incr","path":"/n","value":0.5},{"op":"incr","path":"/n","value":2}]""", "n", "4")]
    [InlineData("""{"n":1}""", """[{"op":"incr","path":"/new","value":2},{"op":"incr","path":"/new","value":0.5}]""", "new", "2.5")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"add","path":"/a/1","value":3},{"op":"set","path":"/a/0","value":9},{"op":"remove","path":"/a/2"},{"op":"move","from":"/a/0","path":"/a/1"},{"op":"incr","path":"/a/0","value":1}]""", "a", "[4,9]")]
    [InlineData("""{"a":[1]}""", """[{"op":"set","path":"/a/1","value":2},{"op":"add","path":"/a/-","value":3}]""", "a", "[1,2,3]")]
    [InlineData("{}", """[{"op":"add","path":"/s~1l","value":3}]""", "s/l", "3")]
    [InlineData("{}", """[{"op":"add","path":"/t~01","value":4}]""", "t~1", "4")]
    [InlineData("{}", """[{"op":"set","path":"/x","value":null}]""", "x", null)]
    [InlineData("""{"t":[1,2]}""", """{"condition":"FROM c JOIN t IN c.t WHERE t = 2 AND c.pk = 'a'","operations":[{"op":"set","path":"/x","value":1}]}""", "x", "1")]
    public async Task A_patch_leaves(string item, string patch, string property, string? expected)
    {
        await using var server = await StartAsync(item);
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var patched = await PatchAsync(http, patch);

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Assert.Equal(expected, patched.Json![property]?.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op":"set","path":"/n","value":1e308},{"op":"incr","path":"/n","value":1e308}]""")]
    [InlineData("""[{"op":"set","path":"/n"}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":2},{"op":"add","path":"/list/-1","value":3}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":2},{"op":"add","path":"/list/2","value":3}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":2},{"op":"incr","path":"/none","value":1},{"op":"remove","path":"/other"}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":2},{"op":"move","from":"/list","path":"/list/0"}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":2},{"op":"set","path":"/ttl","value":"x"}]""")]
    [InlineData("""[{"op":"set","op":"add","path":"/n","value":2}]""")]
    [InlineData("""[{"op":"set","path":"/n","value":"\ud800"}]""")]
    [InlineData("""[{"op":"set","path":"/","value":2}]""")]
    [InlineData("""[{"op":"set","path":"/_ts","value":2}]""")]
    [InlineData("""{"condition":"c.n = 1","operations":[{"op":"set","path":"/n","value":2}]}""")]
    [InlineData("""{"condition":1,"operations":[{"op":"set","path":"/n","value":2}]}""")]
    [InlineData("""{"operations":{}}""")]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("")]
    public async Task A_patch_that_cannot_be_done_changes_nothing(string patch)
    {
        await using var server = await StartAsync("""{"n":1,"list":[1]}""");
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var refused = await PatchAsync(http, patch);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(1, (int?)JsonNode.Parse(server.Account.ReadItem("omni", "things", "a", "1")!.Value.Span)!["n"]);
    }

    [Fact]
    public async Task A_patch_does_not_make_text_longer()
    {
        var text = new string('Ж', 900_000); // 1.8 MB
        await using var server = await StartAsync($$"""{"text":"{{text}}"}""");
        using var http = new SignedRequests(server.Address, TimeProvider.System.GetUtcNow());

        var patched = await PatchAsync(http, """[{"op":"set","path":"/n","value":1}]""");

        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Assert.Equal(text, (string?)patched.Json!["text"]);
    }

    private static Task<SignedAnswer> PatchAsync(SignedRequests http, string patch) =>
        http.SendAsync(HttpMethod.Patch, $"{Docs}/1", patch, ("x-ms-documentdb-partitionkey", """["a"]"""));

    private static async Task<CosmosServer> StartAsync(string properties)
    {
        var server = await CosmosServer.StartAsync();
        await server.Account.ProvisionAsync(JsonNode.Parse("""{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""")!.AsObject());
        var item = JsonNode.Parse(properties)!.AsObject();
        item["id"] = "1";
        item["pk"] = "a";
        await server.Account.UpsertItemAsync("omni", "things", System.Text.Encoding.UTF8.GetBytes(item.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        return server;
    }
}
