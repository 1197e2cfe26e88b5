using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class QueryContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_query_in_one_partition_sees_that_partition_alone(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 3, each: 5);

        var rows = await ToListAsync(container.GetItemQueryIterator<int>(
            new QueryDefinition("SELECT VALUE c['value'] FROM c WHERE c['value'] >= @low").WithParameter("@low", 2),
            requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey("p1") }));

        Assert.Equal([2, 3, 4], rows);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Pages_in_the_order_of_long_texts_go_on_where_they_stopped(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var text = new string('x', 100_000);
        foreach (var id in new[] { "3", "1", "4", "2" }) await container.CreateItemAsync(Item(id, "a", text + id), new PartitionKey("a"));

        foreach (var (order, expected) in new[] { ("ASC", new[] { "1", "2", "3", "4" }), ("DESC", ["4", "3", "2", "1"]) })
        {
            var ids = await ToListAsync(container.GetItemQueryIterator<JObject>(
                $"SELECT c.id FROM c ORDER BY c['value'] {order}", requestOptions: new QueryRequestOptions { MaxItemCount = 1, PartitionKey = new PartitionKey("a") }));
            Assert.Equal(expected, ids.Select(row => (string)row["id"]!));
        }
    }

    [Theory]
    [InlineData("ASC", "3")]
    [InlineData("DESC", "1")]
    public async Task An_item_of_a_long_text_that_goes_between_two_pages_takes_no_other_with_it(string order, string next)
    {
        await using var contract = await OpenAsync("local");
        var container = await contract.NewContainerAsync();
        foreach (var id in new[] { "3", "1", "2" }) await container.CreateItemAsync(Item(id, "a", new string('x', 100_000) + id), new PartitionKey("a"));
        var query = $"SELECT VALUE c.id FROM c ORDER BY c['value'] {order}";
        using var first = container.GetItemQueryIterator<string>(query, requestOptions: new QueryRequestOptions { MaxItemCount = 2, PartitionKey = new PartitionKey("a") });
        var token = (await first.ReadNextAsync()).ContinuationToken;
        await container.DeleteItemAsync<JObject>("2", new PartitionKey("a"));

        var rest = await ToListAsync(container.GetItemQueryIterator<string>(query, token, new QueryRequestOptions { PartitionKey = new PartitionKey("a") }));

        Assert.Contains(next, rest);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Pages_and_fresh_iterators_give_every_row_once(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 5, each: 7);

        foreach (var sql in new[] { "SELECT VALUE c.id FROM c", "SELECT VALUE c.id FROM c ORDER BY c['value'] DESC", "SELECT DISTINCT VALUE c.id FROM c ORDER BY c.id" })
        {
            var rows = new List<string>();
            string? continuation = null;
            do
            {
                using var feed = container.GetItemQueryIterator<string>(sql, continuation, new QueryRequestOptions { MaxItemCount = 4 });
                var page = await feed.ReadNextAsync();
                rows.AddRange(page);
                continuation = page.ContinuationToken;
            }
            while (continuation is not null);

            Assert.Equal(35, rows.Count);
            Assert.Equal(35, rows.Distinct().Count());
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_ordered_partition_is_paged_by_keyset_and_by_continuation(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 2, each: 30);
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey("p0"), MaxItemCount = 4 };

        var all = await ToListAsync(container.GetItemQueryIterator<int>("SELECT VALUE c['value'] FROM c ORDER BY c['value'] DESC", requestOptions: options));
        var below = await ToListAsync(container.GetItemQueryIterator<int>(
            new QueryDefinition("SELECT VALUE c['value'] FROM c WHERE c['value'] < @seen ORDER BY c['value'] DESC OFFSET 0 LIMIT 10").WithParameter("@seen", 20),
            requestOptions: options));
        var skipped = await ToListAsync(container.GetItemQueryIterator<int>("SELECT VALUE c['value'] FROM c ORDER BY c['value'] OFFSET 3 LIMIT 6", requestOptions: options));

        Assert.Equal(Enumerable.Range(0, 30).Reverse(), all);
        Assert.Equal(Enumerable.Range(10, 10).Reverse(), below);
        Assert.Equal(Enumerable.Range(3, 6), skipped);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Aggregates_and_groups_span_partitions(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 3, each: 4);

        var count = await ToListAsync(container.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c"));
        var groups = await ToListAsync(container.GetItemQueryIterator<JObject>("SELECT c.pk, COUNT(1) AS n, SUM(c['value']) AS total FROM c GROUP BY c.pk"));

        Assert.Equal([12], count);
        Assert.Equal(3, groups.Count);
        Assert.All(groups, group => Assert.Equal((4, 6), ((int)group["n"]!, (int)group["total"]!)));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task ReadMany_finds_what_exists(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 4, each: 50);
        var byId = await contract.NewContainerAsync(properties => properties.PartitionKeyPath = "/id");
        await byId.CreateItemAsync(Item("one", "x"), new PartitionKey("one"));
        await byId.CreateItemAsync(Item("two", "x"), new PartitionKey("two"));

        var found = await container.ReadManyItemsAsync<JObject>(
            [.. Enumerable.Range(0, 60).Select(number => ($"p2-{number}", new PartitionKey("p2")))]);
        var foundById = await byId.ReadManyItemsAsync<JObject>([("one", new PartitionKey("one")), ("two", new PartitionKey("two")), ("no", new PartitionKey("no"))]);

        Assert.Equal(50, found.Count);
        Assert.Equal(["one", "two"], foundById.Select(item => (string)item["id"]!).Order());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_read_feed_pages_through_all_items(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await FilledAsync(contract, partitions: 3, each: 5);

        var items = await ToListAsync(container.GetItemQueryIterator<JObject>(requestOptions: new QueryRequestOptions { MaxItemCount = 4 }));

        Assert.Equal(15, items.Select(item => (string)item["id"]!).Distinct().Count());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_wrong_query_is_refused_with_its_code(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();

        var refused = await Assert.ThrowsAsync<CosmosException>(() => ToListAsync(container.GetItemQueryIterator<JObject>("SELECT * FROM c WHERE c.n == 1")));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("SC1001", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<Container> FilledAsync(CosmosContract contract, int partitions, int each)
    {
        var container = await contract.NewContainerAsync();
        for (var partition = 0; partition < partitions; partition++)
        {
            var key = $"p{partition}";
            var batch = container.CreateTransactionalBatch(new PartitionKey(key));
            for (var number = 0; number < each; number++) batch.CreateItem(Item($"{key}-{number}", key, number));
            using var answer = await batch.ExecuteAsync();
            Assert.True(answer.IsSuccessStatusCode);
        }

        return container;
    }
}
