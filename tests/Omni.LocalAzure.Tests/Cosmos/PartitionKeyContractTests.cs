using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class PartitionKeyContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Keys_of_different_types_are_different_partitions(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        (JToken? Value, PartitionKey Key)[] keys =
        [
            ("1", new PartitionKey("1")), (1, new PartitionKey(1)), (12.5, new PartitionKey(12.5)), (true, new PartitionKey(true)),
            (JValue.CreateNull(), PartitionKey.Null), (null, PartitionKey.None),
        ];

        foreach (var (value, key) in keys)
        {
            var item = new JObject { ["id"] = "same" };
            if (value is not null) item["pk"] = value;
            await container.CreateItemAsync(item, key);
        }

        foreach (var (value, key) in keys)
            Assert.Equal(value?.ToString(), (await container.ReadItemAsync<JObject>("same", key)).Resource["pk"]?.ToString());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_complete_hierarchical_key_names_one_partition(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var database = (await contract.NewContainerAsync()).Database;
        var container = (await database.CreateContainerAsync(new ContainerProperties("tree", ["/tenant", "/user"]))).Container;
        var key = new PartitionKeyBuilder().Add("t1").Add("u1").Build();
        await container.CreateItemAsync(new JObject { ["id"] = "1", ["tenant"] = "t1", ["user"] = "u1" }, key);
        await container.CreateItemAsync(new JObject { ["id"] = "1", ["tenant"] = "t1", ["user"] = "u2" }, new PartitionKeyBuilder().Add("t1").Add("u2").Build());

        var rows = await ToListAsync(container.GetItemQueryIterator<string>(
            "SELECT VALUE c.user FROM c", requestOptions: new QueryRequestOptions { PartitionKey = key }));

        Assert.Equal("u1", (await container.ReadItemAsync<JObject>("1", key)).Resource["user"]);
        Assert.Equal(["u1"], rows);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_nested_property_can_be_the_key(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync(properties => properties.PartitionKeyPath = "/a/b");

        await container.CreateItemAsync(JObject.Parse("""{"id":"1","x":{"b":"no"},"a":{"c":{"b":1},"b":"deep"}}"""), new PartitionKey("deep"));

        Assert.Equal("1", (await container.ReadItemAsync<JObject>("1", new PartitionKey("deep"))).Resource["id"]);
    }
}
