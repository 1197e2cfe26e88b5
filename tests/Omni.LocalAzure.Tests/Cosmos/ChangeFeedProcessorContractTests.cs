using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

public sealed class ChangeFeedProcessorContractTests
{
    public static TheoryData<string> Endpoints => CosmosContract.Endpoints;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_processor_delivers_what_is_written_before_and_after_its_start(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (container, leases) = await ContainersAsync(contract);
        var seen = new Seen();
        await container.CreateItemAsync(Item("before", "a"), new PartitionKey("a"));

        var processor = Build(container, leases, "one", seen);
        await processor.StartAsync();
        await seen.WaitForAsync("before");
        await container.CreateItemAsync(Item("after", "b"), new PartitionKey("b"));
        await seen.WaitForAsync("after");
        await processor.StopAsync();

        Assert.Equal(["before", "after"], seen.Ids);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_successor_goes_on_where_the_lease_says(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (container, leases) = await ContainersAsync(contract);
        var (first, second) = (new Seen(), new Seen());
        await container.CreateItemAsync(Item("1", "a"), new PartitionKey("a"));
        var processor = Build(container, leases, "one", first);
        await processor.StartAsync();
        await first.WaitForAsync("1");
        await processor.StopAsync();
        await container.CreateItemAsync(Item("2", "a"), new PartitionKey("a"));

        var successor = Build(container, leases, "two", second);
        await successor.StartAsync();
        await second.WaitForAsync("2");
        await successor.StopAsync();

        Assert.Equal(["2"], second.Ids);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Of_two_instances_one_holds_the_lease(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (container, leases) = await ContainersAsync(contract);
        var seen = new Seen();
        ChangeFeedProcessor[] instances = [Build(container, leases, "one", seen), Build(container, leases, "two", seen)];
        await Task.WhenAll(instances.Select(instance => instance.StartAsync()));

        for (var number = 0; number < 20; number++) await container.CreateItemAsync(Item($"{number}", $"p{number % 3}"), new PartitionKey($"p{number % 3}"));
        for (var number = 0; number < 20; number++) await seen.WaitForAsync($"{number}");
        await Task.WhenAll(instances.Select(instance => instance.StopAsync()));

        Assert.Equal(20, seen.Ids.Count());
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task The_estimator_counts_what_is_left_to_read(string endpoint)
    {
        await using var contract = await OpenAsync(endpoint);
        var (container, leases) = await ContainersAsync(contract);
        var seen = new Seen();
        await container.CreateItemAsync(Item("0", "a"), new PartitionKey("a"));
        var processor = Build(container, leases, "one", seen);
        await processor.StartAsync();
        await seen.WaitForAsync("0");
        await processor.StopAsync();
        var estimator = container.GetChangeFeedEstimator("projection", leases);

        var nothing = await ToListAsync(estimator.GetCurrentStateIterator());
        for (var number = 1; number <= 3; number++) await container.CreateItemAsync(Item($"{number}", "a"), new PartitionKey("a"));
        var something = await ToListAsync(estimator.GetCurrentStateIterator());

        Assert.Equal(0, Assert.Single(nothing).EstimatedLag);
        Assert.Equal(3, Assert.Single(something).EstimatedLag);
    }

    private static async Task<(Container Container, Container Leases)> ContainersAsync(CosmosContract contract) =>
        (await contract.NewContainerAsync(), await contract.NewContainerAsync(properties => properties.PartitionKeyPath = "/id"));

    private static ChangeFeedProcessor Build(Container container, Container leases, string instance, Seen seen) => container
        .GetChangeFeedProcessorBuilder<JObject>("projection", (changes, _) =>
        {
            seen.Add(changes);
            return Task.CompletedTask;
        })
        .WithInstanceName(instance).WithLeaseContainer(leases).WithStartTime(DateTime.MinValue.ToUniversalTime())
        .WithPollInterval(TimeSpan.FromMilliseconds(50))
        .WithLeaseConfiguration(acquireInterval: TimeSpan.FromMilliseconds(200)).Build();

    /// <summary>What came, and a way to wait for it.</summary>
    private sealed class Seen
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();
        private readonly ConcurrentQueue<string> _ids = new();

        public IEnumerable<string> Ids => _ids;

        public void Add(IEnumerable<JObject> changes)
        {
            foreach (var id in changes.Select(change => (string)change["id"]!))
            {
                _ids.Enqueue(id);
                Of(id).TrySetResult();
            }
        }

        public Task WaitForAsync(string id) => Of(id).Task.WaitAsync(TimeSpan.FromSeconds(60));

        private TaskCompletionSource Of(string id) => _signals.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
