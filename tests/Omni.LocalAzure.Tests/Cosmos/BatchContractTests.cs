using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class BatchContractTests
{
    private static readonly PartitionKey Key = new("a");

    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_batch_answers_each_operation_in_order(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var profile = await container.CreateItemAsync(Item("profile", "a", 0), Key);

        using var answer = await container.CreateTransactionalBatch(Key)
            .CreateItem(Item("entry", "a", "x"))
            .ReplaceItem("profile", Item("profile", "a", 1), new TransactionalBatchItemRequestOptions { IfMatchEtag = profile.ETag })
            .ReadItem("profile")
            .PatchItem("entry", [PatchOperation.Increment("/count", 2)])
            .UpsertItem(Item("other", "a"))
            .DeleteItem("other")
            .ExecuteAsync();

        Assert.True(answer.IsSuccessStatusCode, answer.ErrorMessage);
        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.NoContent],
            answer.Select(result => result.StatusCode));
        Assert.Equal(1, (int?)answer.GetOperationResultAtIndex<JObject>(2).Resource["value"]);
        Assert.Equal(2, (int?)answer.GetOperationResultAtIndex<JObject>(3).Resource["count"]);
        Assert.Equal((await container.ReadItemAsync<JObject>("profile", Key)).ETag, answer[1].ETag);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_failing_operation_undoes_the_whole_batch(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("profile", "a", 0), Key);

        using var answer = await container.CreateTransactionalBatch(Key)
            .CreateItem(Item("entry", "a"))
            .ReplaceItem("profile", Item("profile", "a", 1), new TransactionalBatchItemRequestOptions { IfMatchEtag = "\"stale\"" })
            .CreateItem(Item("later", "a"))
            .ExecuteAsync();

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal(
            [HttpStatusCode.FailedDependency, HttpStatusCode.PreconditionFailed, HttpStatusCode.FailedDependency],
            answer.Select(result => result.StatusCode));
        using var entry = await container.ReadItemStreamAsync("entry", Key);
        Assert.Equal(HttpStatusCode.NotFound, entry.StatusCode);
        Assert.Equal(0, (int?)(await container.ReadItemAsync<JObject>("profile", Key)).Resource["value"]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_entry_that_exists_already_makes_the_batch_a_conflict(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("entry", "a"), Key);

        using var answer = await container.CreateTransactionalBatch(Key).CreateItem(Item("new", "a")).CreateItem(Item("entry", "a")).ExecuteAsync();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Writes_without_content_answer_with_the_etag_alone(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        using var answer = await container.CreateTransactionalBatch(Key)
            .CreateItem(Item("1", "a"), new TransactionalBatchItemRequestOptions { EnableContentResponseOnWrite = false })
            .ExecuteAsync();

        Assert.Null(answer[0].ResourceStream);
        Assert.Equal((await container.ReadItemAsync<JObject>("1", Key)).ETag, answer[0].ETag);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Bulk_operations_succeed_and_fail_one_by_one(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint, options => options.AllowBulkExecution = true);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("7", "p7"), new PartitionKey("p7"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Item($"{number}", $"p{number}").ToString()));
            using var answer = await container.CreateItemStreamAsync(body, new PartitionKey($"p{number}"));
            return answer.StatusCode;
        }));

        Assert.Equal(HttpStatusCode.Conflict, statuses[7]);
        Assert.Equal(39, statuses.Count(status => status == HttpStatusCode.Created));
    }
}
