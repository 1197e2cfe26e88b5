using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class UniqueKeyContractTests
{
    private static readonly PartitionKey Key = new("a");

    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_value_is_taken_once_in_a_partition_however_it_is_written(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await UniqueAsync(contract, "/email");
        await container.CreateItemAsync(Person("1", "a", "x"), Key);
        await container.CreateItemAsync(Person("2", "a", "y"), Key);

        Func<Task>[] writes =
        [
            () => container.CreateItemAsync(Person("3", "a", "x"), Key),
            () => container.UpsertItemAsync(Person("3", "a", "x"), Key),
            () => container.UpsertItemAsync(Person("2", "a", "x"), Key),
            () => container.ReplaceItemAsync(Person("2", "a", "x"), "2", Key),
            () => container.PatchItemAsync<JObject>("2", Key, [PatchOperation.Set("/email", "x")]),
        ];

        foreach (var write in writes) Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<CosmosException>(write)).StatusCode);
        Assert.Equal("y", (await container.ReadItemAsync<JObject>("2", Key)).Resource["email"]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Another_partition_may_use_the_value_and_so_may_a_successor(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await UniqueAsync(contract, "/email");
        await container.CreateItemAsync(Person("1", "a", "x"), Key);

        var elsewhere = await container.CreateItemAsync(Person("1", "b", "x"), new PartitionKey("b"));
        var same = await container.ReplaceItemAsync(Person("1", "a", "x"), "1", Key);
        await container.DeleteItemAsync<JObject>("1", Key);
        var successor = await container.CreateItemAsync(Person("2", "a", "x"), Key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (elsewhere.StatusCode, same.StatusCode, successor.StatusCode));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_key_of_several_paths_compares_them_together_and_a_missing_value_counts_as_null(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await UniqueAsync(contract, "/name/first", "/name/last");
        var ann = JObject.Parse("""{"id":"1","pk":"a","name":{"first":"Ann","last":"Lee"}}""");
        await container.CreateItemAsync(ann, Key);
        await container.CreateItemAsync(JObject.Parse("""{"id":"2","pk":"a","name":{"first":"Ann","last":"Poe"}}"""), Key);
        await container.CreateItemAsync(JObject.Parse("""{"id":"3","pk":"a"}"""), Key);

        using var sameNames = await CreateAsync(container, """{"id":"4","pk":"a","name":{"last":"Lee","first":"Ann"}}""");
        using var nullNames = await CreateAsync(container, """{"id":"5","pk":"a","name":{"first":null}}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (sameNames.StatusCode, nullNames.StatusCode));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_taken_value_undoes_a_batch(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await UniqueAsync(contract, "/email");

        using var answer = await container.CreateTransactionalBatch(Key).CreateItem(Person("1", "a", "x")).CreateItem(Person("2", "a", "x")).ExecuteAsync();

        Assert.Equal([HttpStatusCode.FailedDependency, HttpStatusCode.Conflict], answer.Select(result => result.StatusCode));
        Assert.Equal(HttpStatusCode.Created, (await container.CreateItemAsync(Person("3", "a", "x"), Key)).StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Unique_keys_are_kept_and_cannot_be_changed(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await UniqueAsync(contract, "/email");
        var properties = (await container.ReadContainerAsync()).Resource;

        Assert.Equal(["/email"], Assert.Single(properties.UniqueKeyPolicy.UniqueKeys).Paths);
        properties.UniqueKeyPolicy = new UniqueKeyPolicy();
        var refused = await Assert.ThrowsAsync<CosmosException>(() => container.ReplaceContainerAsync(properties));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_path_starts_with_a_slash(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);

        var refused = await Assert.ThrowsAsync<CosmosException>(() => UniqueAsync(contract, "email"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static Task<Container> UniqueAsync(CosmosContract contract, params string[] paths)
    {
        var key = new UniqueKey();
        foreach (var path in paths) key.Paths.Add(path);
        return contract.NewContainerAsync(properties => properties.UniqueKeyPolicy.UniqueKeys.Add(key));
    }

    private static JObject Person(string id, string key, string email) => new() { ["id"] = id, ["pk"] = key, ["email"] = email };

    private static async Task<ResponseMessage> CreateAsync(Container container, string json)
    {
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return await container.CreateItemStreamAsync(body, Key);
    }
}
