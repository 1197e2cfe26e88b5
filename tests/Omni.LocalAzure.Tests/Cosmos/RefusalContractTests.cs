using System.Net;
using System.Text;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>What is wrong with a request, told by status and substatus.</summary>
public sealed class RefusalContractTests
{
    private static readonly PartitionKey Key = new("a");

    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_body_that_is_no_item_is_a_bad_request(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        string[] bodies = ["", "{", "[]", "null", "\"text\"", """{"id":"1","pk":"a"} more""", """{"pk":"a"}""", """{"id":"","pk":"a"}""", """{"id":7,"pk":"a"}""", """{"id":"1","pk":"a","n":01}"""];

        foreach (var body in bodies)
        {
            using var answer = await CreateAsync(container, body);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{body}: {answer.StatusCode}");
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_item_of_more_than_two_megabytes_is_too_large(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), Key);

        using var created = await CreateAsync(container, Item("2", "a", new string('x', 2 * 1024 * 1024)).ToString());
        var grown = await Assert.ThrowsAsync<CosmosException>(() => container.ReplaceItemAsync(Item("1", "a", new string('x', 2 * 1024 * 1024)), "1", Key));
        using var missing = await container.ReadItemStreamAsync("2", Key);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (created.StatusCode, grown.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_partition_key_that_differs_from_the_body_has_a_substatus_of_its_own(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), Key);

        Func<Task>[] writes =
        [
            () => container.CreateItemAsync(Item("2", "a"), new PartitionKey("b")),
            () => container.UpsertItemAsync(Item("1", "a"), PartitionKey.None),
            () => container.ReplaceItemAsync(Item("1", "a"), "1", PartitionKey.Null),
        ];

        foreach (var write in writes)
        {
            var refused = await Assert.ThrowsAsync<CosmosException>(write);
            Assert.Equal((HttpStatusCode.BadRequest, 1001), (refused.StatusCode, refused.SubStatusCode));
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task What_is_not_there_is_not_found(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), Key);
        var nowhere = contract.Client.GetContainer(container.Database.Id, "nowhere");

        Func<Task>[] calls =
        [
            () => container.ReadItemAsync<JObject>("2", Key),
            () => container.ReadItemAsync<JObject>("1", new PartitionKey("b")),
            () => container.ReplaceItemAsync(Item("2", "a"), "2", Key),
            () => container.DeleteItemAsync<JObject>("2", Key),
            () => container.PatchItemAsync<JObject>("2", Key, [PatchOperation.Set("/n", 1)]),
            () => nowhere.ReadItemAsync<JObject>("1", Key),
            () => nowhere.CreateItemAsync(Item("1", "a"), Key),
            () => nowhere.ReadContainerAsync(),
            () => ToListAsync(nowhere.GetItemQueryIterator<JObject>("SELECT * FROM c")),
            () => contract.Client.GetDatabase("nowhere").ReadAsync(),
            () => contract.Client.GetDatabase("nowhere").CreateContainerAsync("things", "/pk"),
        ];

        foreach (var call in calls) Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<CosmosException>(call)).StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_continuation_of_something_else_is_a_bad_request(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), Key);

        foreach (var token in new[] { "nonsense", """[{"token":"nonsense","range":{"min":"","max":"FF"}}]""" })
        {
            var refused = await Assert.ThrowsAsync<CosmosException>(() => ToListAsync(container.GetItemQueryIterator<JObject>("SELECT * FROM c", token)));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Every_answer_carries_a_session_token_that_rises_with_each_write(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        var first = (await container.CreateItemAsync(Item("1", "a"), Key)).Headers.Session;
        var second = (await container.UpsertItemAsync(Item("1", "a", 2), Key)).Headers.Session;
        var read = await container.ReadItemAsync<JObject>("1", Key, new ItemRequestOptions { SessionToken = second });

        Assert.True(Lsn(second) > Lsn(first));
        Assert.Equal(Lsn(second), Lsn(read.Headers.Session));
        Assert.Equal(2, (int?)read.Resource["value"]);
    }

    private static long Lsn(string token) => long.Parse(token.Split(':')[1].Split('#')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<ResponseMessage> CreateAsync(Container container, string text)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await container.CreateItemStreamAsync(body, Key);
    }
}
