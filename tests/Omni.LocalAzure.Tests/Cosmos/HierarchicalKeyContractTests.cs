using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class HierarchicalKeyContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_query_sees_the_part_of_the_tree_that_its_key_names(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var tree = await TreeAsync(contract);

        Assert.Equal(["1", "2", "3"], await QueryAsync(tree, new PartitionKeyBuilder().Add("t1").Build()));
        Assert.Equal(["1", "2"], await QueryAsync(tree, new PartitionKeyBuilder().Add("t1").Add("u1").Build()));
        Assert.Equal(["2"], await QueryAsync(tree, new PartitionKeyBuilder().Add("t1").Add("u1").Add(2).Build()));
        Assert.Equal(["5"], await QueryAsync(tree, new PartitionKeyBuilder().Add(7.5).Build()));
        Assert.Equal(["6"], await QueryAsync(tree, new PartitionKeyBuilder().Add(true).AddNullValue().Build()));
        Assert.Empty(await QueryAsync(tree, new PartitionKeyBuilder().Add("t").Build()));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Aggregates_and_orders_see_the_same_part(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var tree = await TreeAsync(contract);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKeyBuilder().Add("t1").Build(), MaxItemCount = 2 };

        Assert.Equal([3], await ToListAsync(tree.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c", requestOptions: options)));
        Assert.Equal(["3", "2", "1"], await ToListAsync(tree.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c ORDER BY c.id DESC", requestOptions: options)));
        Assert.Equal(["2"], await ToListAsync(tree.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c WHERE c.id IN ('2', '4')", requestOptions: options)));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task The_feeds_see_the_same_part(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var tree = await TreeAsync(contract);
        var prefix = new PartitionKeyBuilder().Add("t1").Build();

        var items = await ToListAsync(tree.GetItemQueryIterator<JObject>(requestOptions: new QueryRequestOptions { PartitionKey = prefix }));
        using var feed = tree.GetChangeFeedIterator<JObject>(ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(prefix)), ChangeFeedMode.LatestVersion);
        var changes = await feed.ReadNextAsync();

        Assert.Equal(["1", "2", "3"], Ids(items).Order());
        Assert.Equal(["1", "2", "3"], Ids(changes).Order());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_item_needs_its_whole_key(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var tree = await TreeAsync(contract);

        using var refused = await tree.ReadItemStreamAsync("1", new PartitionKeyBuilder().Add("t1").Build());
        var many = await tree.ReadManyItemsAsync<JObject>([("1", Whole("t1", "u1", 1)), ("3", Whole("t1", "u2", 1)), ("3", Whole("t1", "u1", 1))]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["1", "3"], Ids(many).Order());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Ranges_that_divide_the_container_divide_its_items(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        for (var number = 0; number < 40; number++) await container.CreateItemAsync(Item($"{number}", $"p{number}", number), new PartitionKey($"p{number}"));
        string[] borders = ["", "0D", "20", "FF"];
        var ranges = borders.Zip(borders.Skip(1), (from, to) => FeedRange.FromJsonString($$$"""{"Range":{"min":"{{{from}}}","max":"{{{to}}}"}}""")).ToList();

        var parts = new List<List<string>>();
        foreach (var range in ranges) parts.Add(await ToListAsync(container.GetItemQueryIterator<string>(range, new QueryDefinition("SELECT VALUE c.id FROM c"))));

        Assert.Equal(40, parts.Sum(part => part.Count));
        Assert.Equal(40, parts.SelectMany(part => part).Distinct().Count());
        Assert.All(parts, part => Assert.InRange(part.Count, 1, 39));
        Assert.NotEmpty(await container.GetFeedRangesAsync());
    }

    private static async Task<Container> TreeAsync(CosmosContract contract)
    {
        var container = await contract.NewContainerAsync(properties => properties.PartitionKeyPaths = ["/tenant", "/user/name", "/session"]);
        (string Id, JObject Item, PartitionKey Key)[] items =
        [
            ("1", Leaf("t1", "u1", 1), Whole("t1", "u1", 1)), ("2", Leaf("t1", "u1", 2), Whole("t1", "u1", 2)), ("3", Leaf("t1", "u2", 1), Whole("t1", "u2", 1)),
            ("4", Leaf("t2", "u1", 1), Whole("t2", "u1", 1)), ("5", Leaf(7.5, "u1", 1), new PartitionKeyBuilder().Add(7.5).Add("u1").Add(1).Build()),
            ("6", Leaf(true, JValue.CreateNull(), 1), new PartitionKeyBuilder().Add(true).AddNullValue().Add(1).Build()),
        ];
        foreach (var (id, item, key) in items)
        {
            item["id"] = id;
            await container.CreateItemAsync(item, key);
        }

        return container;
    }

    private static JObject Leaf(JToken tenant, JToken user, int session) => new() { ["tenant"] = tenant, ["user"] = new JObject { ["name"] = user }, ["session"] = session };

    private static PartitionKey Whole(string tenant, string user, int session) => new PartitionKeyBuilder().Add(tenant).Add(user).Add(session).Build();

    private static async Task<IEnumerable<string>> QueryAsync(Container tree, PartitionKey key) =>
        (await ToListAsync(tree.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", requestOptions: new QueryRequestOptions { PartitionKey = key, MaxItemCount = 2 }))).Order();

    private static IEnumerable<string> Ids(IEnumerable<JObject> items) => items.Select(item => (string)item["id"]!);
}
