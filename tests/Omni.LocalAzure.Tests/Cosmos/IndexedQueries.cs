using System.Globalization;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Which documents a query looks at: told by its charge, 0.03 request units for each.</summary>
public sealed class IndexedQueries : IAsyncLifetime
{
    private const int Items = 400;
    private const double MostOfThem = 2.3 + (0.03 * Items / 2);

    private CosmosContract? _contract;
    private Container? _container;

    private Container Container => _container ?? throw new InvalidOperationException("Not filled yet.");

    public async Task InitializeAsync()
    {
        _contract = await OpenAsync("local");
        _container = await _contract.NewContainerAsync(properties => properties.IndexingPolicy = new IndexingPolicy
        {
            IncludedPaths = { new IncludedPath { Path = "/*" } },
            ExcludedPaths = { new ExcludedPath { Path = "/hidden/*" }, new ExcludedPath { Path = "/secret/?" } },
        });
        for (var part = 0; part < 4; part++)
        {
            var batch = _container.CreateTransactionalBatch(new PartitionKey($"p{part}"));
            for (var number = 0; number < Items / 4; number++) batch.CreateItem(Entry(part, number));
            using var answer = await batch.ExecuteAsync();
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    public Task DisposeAsync() => _contract?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Theory]
    [InlineData("c.n = 7", 4)]
    [InlineData("7 = c.n", 4)]
    [InlineData("c.n < 3", 12)]
    [InlineData("97 < c.n", 8)]
    [InlineData("c.n >= 10 AND c.n <= 11", 8)]
    [InlineData("c.n BETWEEN 10 AND 11", 8)]
    [InlineData("c.deep.name = 'name 5'", 4)]
    [InlineData("c.deep.name = 'name 5' AND c.n > 0", 4)]
    [InlineData("c.n > 0 AND c.deep.name = 'name 5' AND c.id != 'p1-5'", 3)]
    [InlineData("c.flag = true", 4)]
    [InlineData("c.pk = 'p2' AND c.n = 7", 1)]
    [InlineData("c.pk = 'p2' AND c.n > 97", 2)]
    [InlineData("c.id = 'p1-8'", 1)]
    [InlineData("c.n = 'seven'", 0)]
    [InlineData("c.n < 'a'", 0)]
    [InlineData("c.n > 10 AND c.n < 5", 0)]
    public async Task A_comparison_of_an_indexed_property_reads_what_it_finds(string condition, int found)
    {
        var (ids, charge) = await QueryAsync($"SELECT VALUE c.id FROM c WHERE {condition}");

        Assert.Equal(found, ids.Distinct().Count());
        Assert.Equal(found, ids.Count);
        Assert.InRange(charge, 0, 2 * MostOfThem / 3);
    }

    [Theory]
    [InlineData("c.hidden.n = 7", 4)]
    [InlineData("c.secret = 7", 4)]
    [InlineData("c.n != 7", Items - 4)]
    [InlineData("c.n = 7 OR c.secret = 8", 8)]
    [InlineData("NOT (c.n = 7)", Items - 4)]
    [InlineData("c.n + 0 = 7", 4)]
    public async Task Anything_else_reads_every_item(string condition, int found)
    {
        var (ids, charge) = await QueryAsync($"SELECT VALUE c.id FROM c WHERE {condition}");

        Assert.Equal(found, ids.Distinct().Count());
        Assert.True(charge > MostOfThem, charge.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= 90")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= 90 ORDER BY c.deep.name")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= 90 ORDER BY c.n DESC")]
    [InlineData("SELECT VALUE CONCAT(c.id, t) FROM c JOIN t IN c.tags WHERE c.n >= 95")]
    [InlineData("SELECT DISTINCT VALUE c.id FROM c WHERE c.n >= 90 ORDER BY c.id")]
    public async Task Pages_over_an_index_give_every_row_once(string sql)
    {
        var (ids, _) = await QueryAsync(sql, pageSize: 7);

        Assert.Equal(40, ids.Count);
        Assert.Equal(40, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= 90")]
    [InlineData("SELECT VALUE c.id FROM c ORDER BY c.n")]
    public async Task A_continuation_does_not_outlive_the_index_it_was_given_on(string sql)
    {
        var options = new QueryRequestOptions { MaxItemCount = 7 };
        using var before = Container.GetItemQueryIterator<string>(sql, requestOptions: options);
        var continuation = (await before.ReadNextAsync()).ContinuationToken;
        var properties = (await Container.ReadContainerAsync()).Resource;
        properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/n/?" });
        await Container.ReplaceContainerAsync(properties);

        using var after = Container.GetItemQueryIterator<string>(sql, continuation, options);
        var refused = await Assert.ThrowsAsync<CosmosException>(() => after.ReadNextAsync());

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task An_order_over_all_partitions_is_read_from_the_index_page_by_page()
    {
        using var feed = Container.GetItemQueryIterator<int>("SELECT VALUE c.n FROM c ORDER BY c.n DESC", requestOptions: new QueryRequestOptions { MaxItemCount = 10 });
        var first = await feed.ReadNextAsync();

        Assert.Equal([99, 99, 99, 99, 98, 98, 98, 98, 97, 97], first);
        Assert.InRange(first.RequestCharge, 0, 2.3 + (0.06 * 12));
    }

    [Fact]
    public async Task Aggregates_read_what_the_comparison_leaves()
    {
        using var feed = Container.GetItemQueryIterator<JObject>("SELECT c.pk, COUNT(1) AS n FROM c WHERE c.n >= 95 GROUP BY c.pk");
        var groups = await feed.ReadNextAsync();

        Assert.Equal([5, 5, 5, 5], groups.Select(group => (int)group["n"]!));
        Assert.InRange(groups.RequestCharge, 0, MostOfThem / 2);
    }

    [Fact]
    public async Task An_index_follows_the_items()
    {
        const string Sql = "SELECT VALUE c.id FROM c WHERE c.n = 1000";
        Assert.Empty((await QueryAsync(Sql)).Ids);

        var item = Entry(0, 5);
        item["n"] = 1000;
        await Container.ReplaceItemAsync(item, "p0-5", new PartitionKey("p0"));
        Assert.Equal(["p0-5"], (await QueryAsync(Sql)).Ids);

        await Container.DeleteItemAsync<JObject>("p0-5", new PartitionKey("p0"));
        Assert.Empty((await QueryAsync(Sql)).Ids);
    }

    private async Task<(List<string> Ids, double Charge)> QueryAsync(string sql, int pageSize = 1000)
    {
        var ids = new List<string>();
        var charge = 0.0;
        string? continuation = null;
        do
        {
            using var feed = Container.GetItemQueryIterator<string>(sql, continuation, new QueryRequestOptions { MaxItemCount = pageSize });
            var page = await feed.ReadNextAsync();
            ids.AddRange(page);
            charge += page.RequestCharge;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);

        return (ids, charge);
    }

    private static JObject Entry(int part, int number) => new()
    {
        ["id"] = $"p{part}-{number}",
        ["pk"] = $"p{part}",
        ["n"] = number,
        ["flag"] = number == 3,
        ["secret"] = number,
        ["hidden"] = new JObject { ["n"] = number },
        ["deep"] = new JObject { ["name"] = $"name {number}" },
        ["tags"] = new JArray("x", "y"),
    };
}
