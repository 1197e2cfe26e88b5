using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Azure.Cosmos;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class ContainerContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_stale_etag_refuses_to_replace_or_delete_a_container(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        var known = await container.ReadContainerAsync();
        var stale = new ContainerRequestOptions { IfMatchEtag = known.ETag };
        var changed = known.Resource;
        changed.DefaultTimeToLive = 60;

        var replaced = await container.ReplaceContainerAsync(changed, stale);
        var again = await Assert.ThrowsAsync<CosmosException>(() => container.ReplaceContainerAsync(changed, stale));
        var deleted = await Assert.ThrowsAsync<CosmosException>(() => container.DeleteContainerAsync(stale));

        Assert.NotEqual(known.ETag, replaced.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (again.StatusCode, deleted.StatusCode));
        Assert.Equal(60, (await container.ReadContainerAsync()).Resource.DefaultTimeToLive);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_container_keeps_its_indexing_policy_and_time_to_live(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync(properties =>
        {
            properties.DefaultTimeToLive = 100;
            properties.IndexingPolicy = new IndexingPolicy { ExcludedPaths = { new ExcludedPath { Path = "/body/*" } }, IncludedPaths = { new IncludedPath { Path = "/*" } } };
        });

        var read = (await container.ReadContainerAsync()).Resource;
        read.DefaultTimeToLive = 50;
        var replaced = (await container.ReplaceContainerAsync(read)).Resource;

        Assert.Equal("/pk", read.PartitionKeyPath);
        Assert.Contains(read.IndexingPolicy.ExcludedPaths, path => path.Path == "/body/*");
        Assert.Equal(50, replaced.DefaultTimeToLive);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Creating_if_missing_creates_once(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var database = (await contract.NewContainerAsync()).Database;

        var first = await database.CreateContainerIfNotExistsAsync("again", "/pk");
        var second = await database.CreateContainerIfNotExistsAsync("again", "/pk");
        var conflict = await Assert.ThrowsAsync<CosmosException>(() => database.CreateContainerAsync("again", "/pk"));
        var names = await ToListAsync(database.GetContainerQueryIterator<ContainerProperties>());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode, conflict.StatusCode));
        Assert.Equal(2, names.Count);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_deleted_container_is_gone_with_its_items(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));
        await container.DeleteContainerAsync();

        var again = await container.Database.CreateContainerAsync(container.Id, "/pk");
        using var missing = await again.Container.ReadItemStreamAsync("1", new PartitionKey("a"));

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Throughput_is_kept(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var database = (await contract.NewContainerAsync()).Database;
        var container = (await database.CreateContainerAsync("fast", "/pk", throughput: 700)).Container;

        var before = await container.ReadThroughputAsync();
        await container.ReplaceThroughputAsync(800);

        Assert.Equal((700, 800), (before, await container.ReadThroughputAsync()));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Linq_queries_run(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        for (var number = 0; number < 5; number++)
        {
            var item = new Entry($"{number}", "a", number, new ReadOnlyCollection<string>([$"t{number}", "all"]));
            await container.CreateItemAsync(item, new PartitionKey("a"));
        }

        var entries = container.GetItemLinqQueryable<Entry>(allowSynchronousQueryExecution: true);

        Assert.Equal(["4", "3"], entries.Where(entry => entry.value > 1 && entry.tags.Contains("all")).OrderByDescending(entry => entry.value).Take(2).Select(entry => entry.id).ToList());
        Assert.Equal(["t3"], entries.Where(entry => entry.id == "3").SelectMany(entry => entry.tags).Where(tag => tag.StartsWith("t3")).ToList());
    }

    // The names are those of the documents.
    private sealed record Entry(string id, string pk, int value, IReadOnlyCollection<string> tags);
}
