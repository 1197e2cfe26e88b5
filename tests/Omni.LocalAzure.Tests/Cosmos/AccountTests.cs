using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using Omni.LocalAzure.Cosmos;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>What only the stand-in has: outages on demand, statistics, its file, its in-process side.</summary>
public sealed class AccountTests
{
    private static readonly PartitionKey Key = new("a");

    private static JsonObject Section => JsonNode.Parse(
        """{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"],"defaultTtl":-1,"indexingPolicy":{"indexingMode":"consistent","includedPaths":[{"path":"/pk/?"}],"excludedPaths":[{"path":"/*"}]}}]}""")!.AsObject();

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var server = await CosmosServer.StartAsync();
        using var client = new CosmosClient(
            server.Address.ToString(), Convert.ToBase64String(new byte[64]), new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });

        var refused = await Assert.ThrowsAsync<CosmosException>(() => client.CreateDatabaseAsync("x"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused()
    {
        await using var server = await CosmosServer.StartAsync();
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(server.Address)).StatusCode);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_crash()
    {
        var file = CosmosServer.NewFile();
        var copy = CosmosServer.NewFile();
        await using (var server = await StartProvisionedAsync(file: file))
        {
            using var client = Connect(server);
            var container = client.GetContainer("omni", "things");
            await container.CreateItemAsync(Item("1", "a", "kept"), Key);
            await container.CreateItemAsync(Item("2", "a"), Key);
            await container.DeleteItemAsync<JObject>("2", Key);
            // A crash leaves what is in the files at that moment.
            foreach (var suffix in new[] { "", "-wal" }) File.Copy(file + suffix, copy + suffix);
        }

        await using var restarted = await CosmosServer.StartAsync(copy);
        using var again = Connect(restarted);
        var things = again.GetContainer("omni", "things");
        var created = await things.CreateItemAsync(Item("3", "a"), Key);

        Assert.Equal("kept", (await things.ReadItemAsync<JObject>("1", Key)).Resource["value"]);
        Assert.Equal(HttpStatusCode.NotFound, (await things.ReadItemStreamAsync("2", Key)).StatusCode);
        Assert.Equal(4, restarted.Account.CurrentLsn("omni", "things"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Fact]
    public async Task An_item_whose_change_number_was_lost_does_not_swallow_the_next()
    {
        var file = CosmosServer.NewFile();
        using (var account = new CosmosAccount(file, TimeProvider.System))
        {
            await account.ProvisionAsync(Section);
            await account.UpsertItemAsync("omni", "things", """{"id":"1","pk":"a"}"""u8.ToArray());
        }

        using (var database = Omni.LocalAzure.Storage.Database.Open(file)) database.Execute("UPDATE items SET lsn = 0");
        await using var server = await StartProvisionedAsync(file: file);
        await server.Account.UpsertItemAsync("omni", "things", """{"id":"2","pk":"a"}"""u8.ToArray());

        Assert.NotNull(server.Account.ReadItem("omni", "things", "a", "2"));
    }

    [Fact]
    public async Task Provisioning_again_keeps_the_data()
    {
        await using var server = await StartProvisionedAsync();
        await server.Account.UpsertItemAsync("omni", "things", """{"id":"1","pk":"a"}"""u8.ToArray());

        await server.Account.ProvisionAsync(Section);

        Assert.NotNull(server.Account.ReadItem("omni", "things", "a", "1"));
        Assert.Null(server.Account.ReadItem("omni", "things", "a", "2"));
        Assert.Equal(["things"], server.Account.ContainerNames("omni"));
    }

    [Fact]
    public async Task An_outage_answers_data_requests_until_it_ends()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await StartProvisionedAsync(time);
        using var client = Connect(server, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, MaxRetryAttemptsOnRateLimitedRequests = 0 });
        var container = client.GetContainer("omni", "things");
        await container.CreateItemAsync(Item("1", "a"), Key);
        server.Account.Faults.Start(new CosmosFault { Status = 429, RetryAfterMs = 1000, Seconds = 90 });

        using var during = await container.ReadItemStreamAsync("1", Key);
        time.Advance(TimeSpan.FromSeconds(91));
        using var after = await container.ReadItemStreamAsync("1", Key);

        Assert.Equal((HttpStatusCode.TooManyRequests, "1000"), (during.StatusCode, during.Headers["x-ms-retry-after-ms"]));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task An_outage_can_be_ordered_over_http_and_closes_connections()
    {
        await using var server = await StartProvisionedAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var order = new StringContent("""{"drop":true,"seconds":90}""", Encoding.UTF8, "application/json");
        await http.PostAsync("/$faults", order);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/dbs/omni"));
        await http.DeleteAsync("/$faults");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/dbs/omni")).StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 90)]
    [InlineData("application/json", -1)]
    [InlineData("application/json", 86_401)]
    [InlineData("application/json", 1e300)]
    public async Task An_outage_is_ordered_as_JSON_for_a_day_at_most(string type, double seconds)
    {
        await using var server = await StartProvisionedAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var order = new StringContent(FormattableString.Invariant($$"""{"drop":true,"seconds":{{seconds}}}"""), Encoding.UTF8, type);

        using var refused = await http.PostAsync("/$faults", order);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Null(server.Account.Faults.Current);
    }

    [Fact]
    public async Task Requests_and_their_charges_are_counted_by_kind()
    {
        await using var server = await StartProvisionedAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "things");

        var created = await container.CreateItemAsync(Item("1", "a"), Key);
        var read = await container.ReadItemAsync<JObject>("1", Key);

        Assert.Equal(new CosmosRequestCount(1, created.RequestCharge), server.Account.Statistics[CosmosRequestKind.Create]);
        Assert.Equal(new CosmosRequestCount(1, read.RequestCharge), server.Account.Statistics[CosmosRequestKind.Read]);
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Contains("\"create\":{\"requests\":1", await http.GetStringAsync("/$statistics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_part_of_the_process_waits_for_changes_and_reads_them()
    {
        await using var server = await StartProvisionedAsync();
        var account = server.Account;
        var before = account.CurrentLsn("omni", "things");
        var waiting = account.WaitForChangeAsync("omni", "things", before, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await account.UpsertItemAsync("omni", "things", """{"id":"1","pk":"a"}"""u8.ToArray());
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        var changes = account.ReadChanges("omni", "things", before, max: 10);

        Assert.Equal(account.CurrentLsn("omni", "things"), changes.LastLsn);
        Assert.Equal(changes.LastLsn, (long)JsonNode.Parse(Assert.Single(changes.Documents).Span)!["_lsn"]!);
    }

    [Fact]
    public async Task A_lease_with_a_stale_etag_is_not_written()
    {
        await using var server = await StartProvisionedAsync();

        var created = await server.Account.UpsertItemAsync("omni", "things", """{"id":"1","pk":"a"}"""u8.ToArray());
        var refused = await server.Account.UpsertItemAsync("omni", "things", """{"id":"1","pk":"a","n":1}"""u8.ToArray(), "\"stale\"");

        Assert.Equal((201, 412), (created, refused));
    }

    [Fact]
    public async Task What_the_account_does_not_have_it_says()
    {
        await using var server = await StartProvisionedAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "things");
        using var binary = new MemoryStream([0x80, 0x00]);

        using var inBinary = await container.CreateItemStreamAsync(binary, Key);
        var procedure = await Assert.ThrowsAsync<CosmosException>(() => container.Scripts.CreateStoredProcedureAsync(new("p", "function () {}")));
        var user = await Assert.ThrowsAsync<CosmosException>(() => container.Database.CreateUserAsync("u"));

        Assert.All([inBinary.StatusCode, procedure.StatusCode, user.StatusCode], status => Assert.Equal(HttpStatusCode.NotImplemented, status));
    }

    private static async Task<CosmosServer> StartProvisionedAsync(TimeProvider? time = null, string? file = null)
    {
        var server = await CosmosServer.StartAsync(file, time);
        await server.Account.ProvisionAsync(Section);
        return server;
    }
}
