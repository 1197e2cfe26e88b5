using Azure.Core;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Operations.Redrive;

namespace Omni.Operations.Tests.Redrive;

public sealed class DeadLetterRedriveTests : IAsyncLifetime
{
    private static readonly DeadLetterAddress Customers = new("contacts", "customers");

    private readonly LocalBus _bus = new();

    public Task InitializeAsync() => _bus.InitializeAsync();

    public Task DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Dead_letters_are_on_the_topic_again_in_their_order_with_all_they_had()
    {
        await _bus.KillAsync("a", "b", "c", "d~5");

        var outcome = await RunAsync();

        Assert.Equal((4, 0L), (outcome.Sent, _bus.DeadLetters));
        Assert.Empty(outcome.Left);
        Assert.Equal(["a", "b", "c", "d"], _bus.OnTheTopic.Select(message => message.MessageId!.Split('@')[0])); // every copy has an id
        Assert.All(_bus.OnTheTopic, message =>
            Assert.Equal(("anna", "omni.contact.received", "c-1", "whatsapp"), (message.SessionId, message.Subject, message.CorrelationId, message.ApplicationProperties["channel"])));
        Assert.Equal(["""{"id":"a"}""", """{"id":"b"}"""], _bus.OnTheTopic.Take(2).Select(message => System.Text.Encoding.UTF8.GetString(message.Body.Span)));
    }

    [Fact]
    public async Task The_apps_own_attempts_and_the_reason_of_the_death_are_forgotten()
    {
        await _bus.KillAsync("a");

        await RunAsync();

        Assert.Equal(["channel"], Assert.Single(_bus.OnTheTopic).ApplicationProperties.Keys);
    }

    [Fact]
    public async Task A_second_death_gets_another_id_so_that_duplicate_detection_does_not_swallow_it()
    {
        await _bus.KillAsync("a");
        await RunAsync();
        var first = Assert.Single(_bus.OnTheTopic).MessageId;
        await _bus.FailAllAsync();

        await RunAsync();

        Assert.NotEqual(first, Assert.Single(_bus.OnTheTopic).MessageId);
    }

    [Fact]
    public async Task Killed_between_sending_and_completing_nothing_is_lost_and_the_next_run_doubles_nothing()
    {
        await _bus.KillAsync("a", "b");
        var killed = false;
        var settling = new RequestsOf(request =>
        {
            killed |= request.Method == RequestMethod.Delete;
            if (killed) throw new InvalidOperationException("Killed.");
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(policy: settling));
        Assert.Equal((1, 2L), (_bus.OnTheTopic.Count, _bus.DeadLetters));

        _bus.Clock.Advance(TimeSpan.FromMinutes(6)); // the lock of the killed run ends, the duplicate detection's window does not
        var outcome = await RunAsync();

        Assert.Equal(["a", "b"], _bus.OnTheTopic.Select(message => message.MessageId!.Split('@')[0])); // every copy has an id
        Assert.Equal((2, 0L), (outcome.Sent, _bus.DeadLetters));
    }

    [Fact]
    public async Task What_the_topic_refuses_stays_dead_and_is_named_and_holds_up_nobody()
    {
        await _bus.KillAsync("a", "poison", "c");
        var refusing = new RequestsOf(
            request =>
            {
                if (RequestsOf.BodyOf(request).Contains("poison@", StringComparison.Ordinal)) _bus.Faults.Set(403, TimeSpan.FromMinutes(1));
            },
            _ =>
            {
                _bus.Faults.Set(403, TimeSpan.Zero);
                return Task.CompletedTask;
            });

        var outcome = await RunAsync(policy: refusing);

        Assert.Equal([new LeftDeadLetter("poison", "QuotaExceeded")], outcome.Left);
        Assert.Equal((2, 1L), (outcome.Sent, _bus.DeadLetters));
        Assert.Equal(1, (await RunAsync()).Sent);
    }

    [Fact]
    public async Task What_dies_again_at_once_ends_the_run()
    {
        await _bus.KillAsync("a", "b");
        var failing = new RequestsOf(_ => { }, request => request.Method == RequestMethod.Delete ? _bus.FailAllAsync() : Task.CompletedTask);

        var outcome = await RunAsync(policy: failing);

        Assert.Equal((2, 2L), (outcome.Sent, _bus.DeadLetters));
        Assert.Equal("died again", Assert.Single(outcome.Left).Reason);
    }

    [Fact]
    public async Task No_more_than_was_asked_for_are_sent()
    {
        await _bus.KillAsync("a", "b", "c");

        Assert.Equal(2, (await RunAsync(max: 2)).Sent);

        Assert.Equal((2, 1L), (_bus.OnTheTopic.Count, _bus.DeadLetters));
    }

    [Fact]
    public async Task A_bus_that_goes_away_ends_the_run_and_nothing_is_lost()
    {
        await _bus.KillAsync("a", "b");
        var leaving = new RequestsOf(request =>
        {
            if (RequestsOf.BodyOf(request).Contains("b@", StringComparison.Ordinal)) _bus.Faults.Set(503, TimeSpan.FromMinutes(1));
        });

        var outcome = await RunAsync(policy: leaving);

        Assert.Equal((1, "ServiceBusy"), (outcome.Sent, outcome.Outage));
        Assert.Equal(1, _bus.DeadLetters);
    }

    private async Task<RedriveOutcome> RunAsync(int max = int.MaxValue, RequestsOf? policy = null)
    {
        var options = new ServiceBusClientOptions { Retry = { MaxRetries = 0 } };
        if (policy is not null) options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        await using var client = new ServiceBusClient(_bus.ConnectionString, options);
        return await new DeadLetterRedrive(client, Customers).RunAsync(max, CancellationToken.None);
    }
}
