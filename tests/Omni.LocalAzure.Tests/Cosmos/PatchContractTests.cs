using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class PatchContractTests
{
    private static readonly PartitionKey Key = new("a");

    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Operations_apply_in_order(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a", new { n = 1, tags = new[] { "x", "z" }, old = "moved" }), Key);

        var patched = await container.PatchItemAsync<JObject>("1", Key,
        [
            PatchOperation.Increment("/value/n", 4),
            PatchOperation.Add("/value/tags/1", "y"),
            PatchOperation.Add("/value/tags/-", "end"),
            PatchOperation.Set("/value/tags/0", "first"),
            PatchOperation.Remove("/value/tags/2"),
            PatchOperation.Move("/value/old", "/value/new"),
            PatchOperation.Replace("/value/new", "replaced"),
        ]);

        Assert.Equal("""{"n":5,"tags":["first","y","end"],"new":"replaced"}""", patched.Resource["value"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_false_condition_changes_nothing(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a", 1), Key);

        var refused = await Assert.ThrowsAsync<CosmosException>(() => container.PatchItemAsync<JObject>(
            "1", Key, [PatchOperation.Set("/value", 2)], new PatchItemRequestOptions { FilterPredicate = "FROM c WHERE c['value'] = 5" }));
        await container.PatchItemAsync<JObject>("1", Key, [PatchOperation.Set("/extra", 2)], new PatchItemRequestOptions { FilterPredicate = "FROM c WHERE c['value'] = 1" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        var stored = (await container.ReadItemAsync<JObject>("1", Key)).Resource;
        Assert.Equal((1, 2), ((int)stored["value"]!, (int)stored["extra"]!));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Paths_that_do_not_exist_or_may_not_change_are_refused(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a", 1), Key);

        PatchOperation[] refused =
        [
            PatchOperation.Replace("/missing", 1), PatchOperation.Remove("/missing"), PatchOperation.Set("/missing/child", 1),
            PatchOperation.Set("/id", "2"), PatchOperation.Set("/pk", "b"), PatchOperation.Increment("/pk", 1),
        ];

        foreach (var operation in refused)
        {
            var failure = await Assert.ThrowsAsync<CosmosException>(() => container.PatchItemAsync<JObject>("1", Key, [operation]));
            Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        }
    }
}
