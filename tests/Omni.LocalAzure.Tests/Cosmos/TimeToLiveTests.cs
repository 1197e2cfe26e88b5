using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Items that expire, on a clock the tests hold.</summary>
public sealed class TimeToLiveTests
{
    private static readonly PartitionKey Key = new("a");

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task An_item_past_its_time_to_live_is_gone_and_its_id_is_free()
    {
        await using var server = await StartAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "own");
        await container.CreateItemAsync(Expiring("1", 30), Key);

        _clock.Advance(TimeSpan.FromSeconds(31));
        using var gone = await container.ReadItemStreamAsync("1", Key);
        var rows = await ToListAsync(container.GetItemQueryIterator<JObject>("SELECT * FROM c"));
        var again = await container.CreateItemAsync(Item("1", "a"), Key);

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(rows);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20)]
    public async Task An_id_is_free_once_its_item_expired_by_the_containers_time_and_no_sooner(int? timeToLive)
    {
        await using var server = await StartAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "byDefault");
        await container.CreateItemAsync(Expiring("1", timeToLive), Key);

        _clock.Advance(TimeSpan.FromSeconds(19));
        var taken = await Assert.ThrowsAsync<CosmosException>(() => container.CreateItemAsync(Item("1", "a"), Key));
        _clock.Advance(TimeSpan.FromSeconds(12));
        using var free = await container.CreateTransactionalBatch(Key).CreateItem(Item("2", "a")).CreateItem(Item("1", "a")).ExecuteAsync();

        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.True(free.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_the_expired_item_it_met_expired()
    {
        await using var server = await StartAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "own");
        await container.CreateItemAsync(Expiring("1", 20), Key);
        await container.CreateItemAsync(Item("2", "a"), Key);
        _clock.Advance(TimeSpan.FromSeconds(21));

        using var failed = await container.CreateTransactionalBatch(Key).CreateItem(Item("1", "a")).CreateItem(Item("2", "a")).ExecuteAsync();
        using var gone = await container.ReadItemStreamAsync("1", Key);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (failed.StatusCode, gone.StatusCode));
        Assert.Equal(HttpStatusCode.Created, (await container.UpsertItemAsync(Item("1", "a"), Key)).StatusCode);
    }

    [Fact]
    public async Task A_value_of_a_unique_key_is_free_once_its_item_expired()
    {
        await using var server = await StartAsync();
        using var client = Connect(server);
        var container = client.GetContainer("omni", "own");
        var properties = new ContainerProperties("unique", "/pk") { DefaultTimeToLive = -1, UniqueKeyPolicy = new UniqueKeyPolicy { UniqueKeys = { new UniqueKey { Paths = { "/value" } } } } };
        var unique = (await container.Database.CreateContainerAsync(properties)).Container;
        await unique.CreateItemAsync(Expiring("1", 30), Key);

        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.Created, (await unique.CreateItemAsync(Item("2", "a"), Key)).StatusCode);
    }

    [Theory]
    [InlineData("own", 30, 1)]
    [InlineData("own", null, 2)]
    [InlineData("byDefault", null, 1)]
    [InlineData("byDefault", 600, 2)]
    [InlineData("byDefault", -1, 2)]
    [InlineData("never", 30, 2)]
    public async Task Expired_items_leave_the_file_within_a_minute(string name, int? timeToLive, int left)
    {
        await using var server = await StartAsync();
        await server.Account.UpsertItemAsync("omni", name, Bytes(Expiring("1", timeToLive)));

        _clock.Advance(TimeSpan.FromSeconds(61));
        await server.Account.UpsertItemAsync("omni", name, Bytes(Item("2", "a"))); // behind the clean-up in the queue

        Assert.Equal(left, CountInFile(server));
    }

    [Fact]
    public async Task Positions_in_the_change_feed_stay_in_order_after_a_clean_up()
    {
        var file = CosmosServer.NewFile();
        long before;
        using (var account = new Omni.LocalAzure.Cosmos.CosmosAccount(file, _clock))
        {
            await Omni.LocalAzure.Cosmos.CosmosProvisioning.ProvisionAsync(account, Section);
            await account.UpsertItemAsync("omni", "own", Bytes(Expiring("1", 30)));
            before = account.CurrentLsn("omni", "own");
            _clock.Advance(TimeSpan.FromSeconds(61));
            await account.UpsertItemAsync("omni", "never", Bytes(Item("2", "a")));
            Assert.Equal(201, await account.UpsertItemAsync("omni", "own", Bytes(Expiring("3", 30))));
            _clock.Advance(TimeSpan.FromSeconds(61));
            Assert.Null(account.ReadItem("omni", "own", "a", "3"));
        }

        await using var server = await CosmosServer.StartAsync(file, _clock);
        await server.Account.UpsertItemAsync("omni", "own", Bytes(Item("4", "a")));

        Assert.True(server.Account.CurrentLsn("omni", "own") > before + 2);
    }

    private static JsonObject Section => JsonNode.Parse(
        """
        {"database":"omni","containers":[
            {"name":"own","partitionKeyPaths":["/pk"],"defaultTtl":-1},
            {"name":"byDefault","partitionKeyPaths":["/pk"],"defaultTtl":30},
            {"name":"never","partitionKeyPaths":["/pk"]}]}
        """)!.AsObject();

    private async Task<CosmosServer> StartAsync()
    {
        var server = await CosmosServer.StartAsync(time: _clock);
        await Omni.LocalAzure.Cosmos.CosmosProvisioning.ProvisionAsync(server.Account, Section);
        return server;
    }

    private static JObject Expiring(string id, int? timeToLive)
    {
        var item = Item(id, "a");
        if (timeToLive is not null) item["ttl"] = timeToLive;
        return item;
    }

    private static byte[] Bytes(JObject item) => System.Text.Encoding.UTF8.GetBytes(item.ToString());

    private static long CountInFile(CosmosServer server)
    {
        using var database = Omni.LocalAzure.Storage.Database.Open(server.File);
        return (long)database.Prepare("SELECT count(*) FROM items").ExecuteScalar()!; // count has always a row
    }
}
