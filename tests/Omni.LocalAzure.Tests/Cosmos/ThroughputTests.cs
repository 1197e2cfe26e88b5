using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using static Omni.LocalAzure.Tests.Cosmos.CosmosContract;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>Offers that are enforced when the stand-in is asked to.</summary>
public sealed class ThroughputTests
{
    private static readonly PartitionKey Key = new("a");

    private readonly FakeTimeProvider _clock = new(
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddMilliseconds(250)); // signatures need the real day

    [Fact]
    public async Task Without_being_asked_nothing_is_throttled()
    {
        await using var contract = await OpenAsync("local");
        var container = await contract.NewContainerAsync();

        using var answer = await ExhaustAsync(container);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_client_that_retries_gets_everything_written()
    {
        await using var contract = await OpenAsync("local", options => options.AllowBulkExecution = true);
        var container = await contract.NewContainerAsync();
        contract.Server.Account.Throughput.Enforced = true;

        await Task.WhenAll(Enumerable.Range(0, 250).Select(number => container.CreateItemAsync(Item($"{number}", "a"), Key)));

        contract.Server.Account.Throughput.Enforced = false;
        Assert.Equal([250], await ToListAsync(container.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c")));
    }

    [Fact]
    public async Task A_spent_second_is_answered_with_the_time_to_the_next()
    {
        await using var server = await CosmosServer.StartAsync(time: _clock);
        using var client = Impatient(server);
        var container = await NewContainerAsync(client, ThroughputProperties.CreateManualThroughput(500));
        server.Account.Throughput.Enforced = true;
        using var spent = await ExhaustAsync(container);

        _clock.Advance(TimeSpan.FromMilliseconds(500));
        using var refused = await container.ReadItemStreamAsync("0", Key);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        using var again = await container.ReadItemStreamAsync("0", Key);

        Assert.Equal((HttpStatusCode.TooManyRequests, "3200"), (spent.StatusCode, spent.Headers["x-ms-substatus"]));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("250", refused.Headers["x-ms-retry-after-ms"]);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task What_one_request_took_beyond_its_second_is_owed()
    {
        await using var server = await CosmosServer.StartAsync(time: _clock);
        using var client = Impatient(server);
        var container = await NewContainerAsync(client, ThroughputProperties.CreateManualThroughput(100));
        server.Account.Throughput.Enforced = true;
        var batch = container.CreateTransactionalBatch(Key);
        for (var number = 0; number < 40; number++) batch.CreateItem(Item($"{number}", "a")); // between 200 and 300 RU

        using var taken = await batch.ExecuteAsync();
        using var refused = await container.ReadItemStreamAsync("0", Key);

        Assert.True(taken.IsSuccessStatusCode);
        Assert.InRange(taken.RequestCharge, 200, 300);
        Assert.Equal("1750", refused.Headers["x-ms-retry-after-ms"]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_costs_nobody_an_hour()
    {
        var clock = new SteppingClock(_clock.GetUtcNow());
        await using var server = await CosmosServer.StartAsync(time: clock);
        using var client = Impatient(server);
        var container = await NewContainerAsync(client, ThroughputProperties.CreateManualThroughput(400));
        await container.CreateItemAsync(Item("0", "a"), Key);
        server.Account.Throughput.Enforced = true;
        using var before = await container.ReadItemStreamAsync("0", Key);

        clock.Now -= TimeSpan.FromMinutes(5); // signatures still hold
        using var after = await container.ReadItemStreamAsync("0", Key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task The_offer_says_how_much_and_autoscale_means_its_maximum()
    {
        await using var server = await CosmosServer.StartAsync(time: _clock);
        using var client = Impatient(server);
        var small = await NewContainerAsync(client, ThroughputProperties.CreateManualThroughput(400));
        var large = await NewContainerAsync(client, ThroughputProperties.CreateAutoscaleThroughput(4000));
        server.Account.Throughput.Enforced = true;

        using var withSmall = await ExhaustAsync(small);
        using var withLarge = await ExhaustAsync(large);
        await small.ReplaceThroughputAsync(ThroughputProperties.CreateManualThroughput(10_000));
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var enlarged = await ExhaustAsync(small, prefix: "more");

        Assert.Equal(HttpStatusCode.TooManyRequests, withSmall.StatusCode);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (withLarge.StatusCode, enlarged.StatusCode));
    }

    [Fact]
    public async Task It_can_be_asked_for_over_http_in_JSON_alone()
    {
        await using var server = await CosmosServer.StartAsync(time: _clock);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var plain = new StringContent("""{"enforced":true}""");

        using var refused = await http.PostAsync("/$throughput", plain);
        var before = server.Account.Throughput.Enforced;
        using var taken = await http.PostAsJsonAsync("/$throughput", new { enforced = true });

        Assert.Equal((HttpStatusCode.BadRequest, false), (refused.StatusCode, before));
        Assert.Equal((HttpStatusCode.NoContent, true), (taken.StatusCode, server.Account.Throughput.Enforced));
    }

    private sealed class SteppingClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static CosmosClient Impatient(CosmosServer server) =>
        Connect(server, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, MaxRetryAttemptsOnRateLimitedRequests = 0 });

    private static async Task<Container> NewContainerAsync(CosmosClient client, ThroughputProperties throughput)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync("throughput");
        return await database.CreateContainerAsync(new ContainerProperties($"items-{Guid.NewGuid():N}", "/pk"), throughput);
    }

    /// <summary>Writes for more than 500 request units and gives the last answer.</summary>
    private static async Task<ResponseMessage> ExhaustAsync(Container container, string prefix = "")
    {
        for (var number = 0; ; number++)
        {
            using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Item($"{prefix}{number}", "a").ToString()));
            var answer = await container.CreateItemStreamAsync(body, Key);
            if (number == 110 || !answer.IsSuccessStatusCode) return answer;
            answer.Dispose();
        }
    }
}
