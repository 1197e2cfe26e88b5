using System.Net;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class ChangeFeedContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task The_feed_gives_each_item_once_in_the_order_of_its_last_change(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        foreach (var id in new[] { "1", "2", "3" }) await container.CreateItemAsync(Item(id, "a"), new PartitionKey("a"));
        await container.ReplaceItemAsync(Item("1", "a", "again"), "1", new PartitionKey("a"));
        await container.DeleteItemAsync<JObject>("2", new PartitionKey("a"));

        var (changes, _) = await ReadAsync(container, ChangeFeedStartFrom.Beginning());

        Assert.Equal(["3", "1"], changes.Select(change => (string)change["id"]!));
        Assert.Equal("again", changes[1]["value"]);
        Assert.True((long)changes[0]["_lsn"]! < (long)changes[1]["_lsn"]!);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_continuation_gives_only_what_came_later(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));
        var (_, fromBeginning) = await ReadAsync(container, ChangeFeedStartFrom.Beginning());
        var (none, fromNow) = await ReadAsync(container, ChangeFeedStartFrom.Now());
        await container.CreateItemAsync(Item("2", "b"), new PartitionKey("b"));

        var (later, _) = await ReadAsync(container, ChangeFeedStartFrom.ContinuationToken(fromBeginning));
        var (sinceNow, _) = await ReadAsync(container, ChangeFeedStartFrom.ContinuationToken(fromNow));

        Assert.Empty(none);
        Assert.Equal(["2"], later.Select(change => (string)change["id"]!));
        Assert.Equal(["2"], sinceNow.Select(change => (string)change["id"]!));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task The_feed_of_one_partition_key_leaves_out_the_others(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));
        await container.CreateItemAsync(Item("2", "b"), new PartitionKey("b"));

        var (changes, _) = await ReadAsync(container, ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey("b"))));

        Assert.Equal(["2"], changes.Select(change => (string)change["id"]!));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_start_time_in_the_past_gives_everything_since(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var container = await contract.NewContainerAsync();
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));

        var (changes, _) = await ReadAsync(container, ChangeFeedStartFrom.Time(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1)));
        var (none, _) = await ReadAsync(container, ChangeFeedStartFrom.Time(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1)));

        Assert.Single(changes);
        Assert.Empty(none);
    }

    private static async Task<(List<JObject> Changes, string Continuation)> ReadAsync(Container container, ChangeFeedStartFrom start)
    {
        var changes = new List<JObject>();
        using var feed = container.GetChangeFeedIterator<JObject>(start, ChangeFeedMode.LatestVersion, new ChangeFeedRequestOptions { PageSizeHint = 2 });
        while (true)
        {
            var page = await feed.ReadNextAsync();
            if (page.StatusCode == HttpStatusCode.NotModified) return (changes, page.ContinuationToken);
            changes.AddRange(page);
        }
    }
}
