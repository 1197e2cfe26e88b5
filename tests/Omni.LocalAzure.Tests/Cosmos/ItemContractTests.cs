using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class ItemContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_item_is_created_read_replaced_and_deleted(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var key = new PartitionKey("a");

        var created = await container.CreateItemAsync(Item("1", "a", "first"), key);
        var read = await container.ReadItemAsync<JObject>("1", key);
        var replaced = await container.ReplaceItemAsync(Item("1", "a", "second"), "1", key);
        var deleted = await container.DeleteItemAsync<JObject>("1", key);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("first", read.Resource["value"]);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal((string?)read.Resource["_etag"], read.ETag);
        Assert.Equal(created.Resource["_rid"], replaced.Resource["_rid"]);
        Assert.NotEqual(created.ETag, replaced.ETag);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var missing = await Assert.ThrowsAsync<CosmosException>(() => container.ReadItemAsync<JObject>("1", key));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Creating_an_item_twice_is_a_conflict_but_another_partition_may_use_the_id(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));

        var other = await container.CreateItemAsync(Item("1", "b"), new PartitionKey("b"));
        var conflict = await Assert.ThrowsAsync<CosmosException>(() => container.CreateItemAsync(Item("1", "a"), new PartitionKey("a")));

        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_stale_etag_refuses_every_kind_of_write(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var key = new PartitionKey("a");
        var stale = new ItemRequestOptions { IfMatchEtag = (await container.CreateItemAsync(Item("1", "a"), key)).ETag };
        await container.ReplaceItemAsync(Item("1", "a", 2), "1", key, stale);

        Func<Task>[] writes =
        [
            () => container.ReplaceItemAsync(Item("1", "a", 3), "1", key, stale),
            () => container.UpsertItemAsync(Item("1", "a", 3), key, stale),
            () => container.DeleteItemAsync<JObject>("1", key, stale),
            () => container.PatchItemAsync<JObject>("1", key, [PatchOperation.Set("/value", 3)], new PatchItemRequestOptions { IfMatchEtag = stale.IfMatchEtag }),
        ];

        foreach (var write in writes)
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await Assert.ThrowsAsync<CosmosException>(write)).StatusCode);
        Assert.Equal(2, (int?)(await container.ReadItemAsync<JObject>("1", key)).Resource["value"]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_read_with_the_current_etag_is_not_modified(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var created = await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));

        using var answer = await container.ReadItemStreamAsync("1", new PartitionKey("a"), new ItemRequestOptions { IfNoneMatchEtag = created.ETag });

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Upsert_tells_creating_from_replacing(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        var first = await container.UpsertItemAsync(Item("1", "a", 1), new PartitionKey("a"));
        var second = await container.UpsertItemAsync(Item("1", "a", 2), new PartitionKey("a"));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, (int?)second.Resource["value"]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_upsert_under_an_etag_creates_what_is_not_there(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        var created = await container.UpsertItemAsync(Item("1", "a"), new PartitionKey("a"), new ItemRequestOptions { IfMatchEtag = "\"stale\"" });

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_partition_key_that_differs_from_the_body_is_refused(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        var refused = await Assert.ThrowsAsync<CosmosException>(() => container.CreateItemAsync(Item("1", "a"), new PartitionKey("b")));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(1001, refused.SubStatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_id_with_a_forbidden_character_or_too_many_bytes_is_refused(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        foreach (var id in new[] { "a/b", "a\\b", "a?b", "a#b", new string('\u00e4', 512) })
        {
            var refused = await Assert.ThrowsAsync<CosmosException>(() => container.CreateItemAsync(Item(id, "a"), new PartitionKey("a")));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_request_of_more_than_two_megabytes_is_too_large(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var batch = container.CreateTransactionalBatch(new PartitionKey("a"));
        for (var number = 0; number < 3; number++) batch.CreateItem(Item($"{number}", "a", new string('x', 800_000)));

        using var answer = await batch.ExecuteAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_deep_item_can_be_written_and_patched(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{"value":{{new string('[', 100)}}{{new string(']', 100)}},"id":"1","pk":"a"}"""));

        using var created = await container.CreateItemStreamAsync(body, new PartitionKey("a"));
        using var patched = await container.PatchItemStreamAsync("1", new PartitionKey("a"), [PatchOperation.Set("/n", 1)]);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, patched.StatusCode));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Ids_and_keys_with_unusual_characters_come_back_whole(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        foreach (var name in new[] { "phone:+74951234567", "Ёлка 1", "a&b=c;d,e'f", "quote\"inside", "100% sure" })
        {
            await container.CreateItemAsync(Item(name, name), new PartitionKey(name));
            Assert.Equal(name, (await container.ReadItemAsync<JObject>(name, new PartitionKey(name))).Resource["pk"]);
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_hundred_rival_increments_lose_nothing(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a", 0), new PartitionKey("a"));

        await Parallel.ForAsync(0, 100, async (_, cancellation) =>
        {
            while (true)
            {
                var current = await container.ReadItemAsync<JObject>("1", new PartitionKey("a"), cancellationToken: cancellation);
                current.Resource["value"] = (int)current.Resource["value"]! + 1;
                using var answer = await container.ReplaceItemStreamAsync(
                    new MemoryStream(System.Text.Encoding.UTF8.GetBytes(current.Resource.ToString())), "1", new PartitionKey("a"),
                    new ItemRequestOptions { IfMatchEtag = current.ETag }, cancellation);
                if (answer.IsSuccessStatusCode) return;
            }
        });

        Assert.Equal(100, (int?)(await container.ReadItemAsync<JObject>("1", new PartitionKey("a"))).Resource["value"]);
    }
}
