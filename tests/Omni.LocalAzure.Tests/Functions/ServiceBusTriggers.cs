using System.Text.Json;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class ServiceBusTriggers
{
    private static readonly ServiceBusTrigger Single = new("msg", BrokerFixture.Queue, Sessions: false, Many: false, BodyType.Binary);
    private static readonly ServiceBusTrigger Sessions = new("msg", BrokerFixture.SessionQueue, Sessions: true, Many: false, BodyType.Binary);
    private static readonly ServiceBusTrigger Batches = new("msgs", BrokerFixture.SessionQueue, Sessions: true, Many: true, BodyType.Binary);

    [Fact]
    public async Task A_message_is_posted_to_its_function_and_completed_after_a_json_answer()
    {
        await using var run = await TriggerRun.StartAsync(new BrokerFixture(), Single);
        await run.Bus.SendAsync("m-1");
        var request = await run.Handler.NextAsync();
        Assert.Equal(("POST", "/Work"), (request.Method, request.Path));
        Assert.Equal("chunked", request.Headers["Transfer-Encoding"]);
        Assert.False(request.Headers.ContainsKey("Content-Length"));
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal("4.1037.0.0", request.Headers["X-Azure-Functions-HostVersion"]);
        Assert.True(Guid.TryParse(request.Headers["X-Azure-Functions-InvocationId"], out _));
        Assert.Equal("\"m-1\"", Metadata(request).GetProperty("MessageId").GetString());
        await run.CountAsync(BrokerFixture.Queue, active: 0, dead: 0);
    }

    [Theory]
    [InlineData(500, "application/json", "{}")]
    [InlineData(200, "text/plain", "{}")]
    [InlineData(200, "application/json", "{")]
    public async Task A_failed_message_is_abandoned_and_dies_at_the_delivery_limit(int status, string contentType, string body)
    {
        await using var run = await TriggerRun.StartAsync(new BrokerFixture(), Single, _ => Task.FromResult(new HandlerAnswer(status, contentType, body)));
        await run.Bus.SendAsync("m-1");
        var counts = new List<string?>();
        for (var delivery = 0; delivery < 3; delivery++) counts.Add(Metadata(await run.Handler.NextAsync()).GetProperty("DeliveryCount").GetString());
        Assert.Equal(["1", "2", "3"], counts);
        await run.CountAsync(BrokerFixture.Queue, active: 0, dead: 1);
    }

    [Fact]
    public async Task Sessions_run_in_parallel_and_each_keeps_its_order()
    {
        var bus = new BrokerFixture();
        string[] sessions = ["a", "b", "c"];
        foreach (var session in sessions)
            await bus.Broker.SendAsync(BrokerFixture.SessionQueue, [.. Enumerable.Range(0, 5).Select(i => BrokerFixture.Message($"{session}{i}", session))]);

        // Nobody is answered before all three sessions are in flight together.
        var together = new Barrier(sessions.Length);
        var first = new HashSet<string>();
        await using var run = await TriggerRun.StartAsync(bus, Sessions, async request =>
        {
            bool isFirst;
            lock (first) isFirst = first.Add(SessionOf(request));
            if (isFirst) await Task.Run(() => together.SignalAndWait(Patience.Token()));
            return HandlerAnswer.Done;
        });

        var seen = new Dictionary<string, List<string>>();
        for (var i = 0; i < 15; i++)
        {
            var request = await run.Handler.NextAsync();
            var order = seen.TryGetValue(SessionOf(request), out var known) ? known : seen[SessionOf(request)] = [];
            order.Add(Text(request, "MessageId"));
        }

        Assert.Equal(sessions, seen.Keys.Order());
        Assert.All(seen, session => Assert.Equal(Enumerable.Range(0, 5).Select(i => session.Key + i), session.Value));
    }

    [Fact]
    public async Task A_batch_holds_one_session_and_batches_run_one_at_a_time()
    {
        var bus = new BrokerFixture();
        foreach (var session in (string[])["a", "b"])
            await bus.Broker.SendAsync(BrokerFixture.SessionQueue, [.. Enumerable.Range(0, 12).Select(i => BrokerFixture.Message($"{session}{i}", session))]);
        var running = 0;
        var most = 0;
        await using var run = await TriggerRun.StartAsync(bus, Batches, async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return HandlerAnswer.Done;
        });

        var batches = new List<string[]>();
        for (var i = 0; i < 4; i++) batches.Add(Array(await run.Handler.NextAsync(), "MessageIdArray"));
        await run.CountAsync(BrokerFixture.SessionQueue, active: 0, dead: 0);
        Assert.Equal([10, 2, 10, 2], batches.Select(batch => batch.Length));
        Assert.Equal(1, most);
        Assert.All(batches, batch => Assert.Single(batch.Select(id => id[0]).Distinct()));
    }

    [Fact]
    public async Task A_failed_batch_comes_again_whole_and_in_order()
    {
        var bus = new BrokerFixture();
        await bus.Broker.SendAsync(BrokerFixture.SessionQueue, [BrokerFixture.Message("1", "s"), BrokerFixture.Message("2", "s")]);
        var deliveries = 0;
        await using var run = await TriggerRun.StartAsync(
            bus, Batches, _ => Task.FromResult(Interlocked.Increment(ref deliveries) == 1 ? HandlerAnswer.Failed : HandlerAnswer.Done));
        Assert.Equal(["1", "2"], Array(await run.Handler.NextAsync(), "MessageIdArray"));
        var again = await run.Handler.NextAsync();
        Assert.Equal(["1", "2"], Array(again, "MessageIdArray"));
        Assert.Equal("[2,2]", Metadata(again).GetProperty("DeliveryCountArray").GetString());
        await run.CountAsync(BrokerFixture.SessionQueue, active: 0, dead: 0);
    }

    private static string SessionOf(HandlerRequest request) => Text(request, "SessionId");

    private static string Text(HandlerRequest request, string name) => Metadata(request).GetProperty(name).GetString()!.Trim('"'); // every message has it

    private static string[] Array(HandlerRequest request, string name) =>
        JsonSerializer.Deserialize<string[]>(Metadata(request).GetProperty(name).GetString()!)!; // every batch has it

    private static JsonElement Metadata(HandlerRequest request) => Payload.Parse(request.Body).GetProperty("Metadata");
}
