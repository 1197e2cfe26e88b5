using Omni.LocalAzure.ServiceBus;
using static Omni.LocalAzure.Tests.ServiceBus.BrokerFixture;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class QueueTests : IDisposable
{
    private const string DeadLetters = Queue + "/$DeadLetterQueue";

    private readonly BrokerFixture _bus = new();

    private IMessageReceiver Receiver => _bus.Broker.OpenReceiver(Queue);

    public void Dispose() => _bus.Dispose();

    [Fact]
    public async Task Messages_come_in_the_order_they_were_sent()
    {
        await _bus.SendAsync("1", "2");
        await _bus.SendAsync("3");

        var received = await _bus.ReceiveAsync();

        Assert.Equal(["1", "2", "3"], received.Select(message => message.MessageId));
        Assert.All(received, message => Assert.Equal(1, message.DeliveryCount));
    }

    [Fact]
    public async Task A_locked_message_is_given_to_nobody_else()
    {
        await _bus.SendAsync("1");
        await _bus.ReceiveAsync();

        Assert.Empty(await _bus.ReceiveAsync());
    }

    [Fact]
    public async Task A_completed_message_is_gone_also_after_a_restart()
    {
        await _bus.SendAsync("1", "2");
        var received = await _bus.ReceiveAsync(max: 1);

        Assert.True(await Receiver.CompleteAsync(received));
        _bus.Restart();

        Assert.Equal("2", Assert.Single(await _bus.ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task A_lock_that_ran_out_cannot_complete_and_the_message_comes_again()
    {
        await _bus.SendAsync("1");
        var first = await _bus.ReceiveAsync();

        _bus.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await Receiver.CompleteAsync(first));
        Assert.Equal(2, Assert.Single(await _bus.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_its_whole_duration_again()
    {
        await _bus.SendAsync("1");
        var received = await _bus.ReceiveAsync();
        _bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.True(await Receiver.RenewAsync(received));
        _bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.True(await Receiver.CompleteAsync(received));
    }

    [Fact]
    public async Task A_message_abandoned_as_often_as_allowed_becomes_a_dead_letter_that_survives_a_restart()
    {
        await _bus.SendAsync("1");
        for (var i = 0; i < 3; i++) await Receiver.AbandonAsync(await _bus.ReceiveAsync());

        _bus.Restart();

        Assert.Empty(await _bus.ReceiveAsync());
        var dead = Assert.Single(await _bus.ReceiveAsync(path: DeadLetters));
        Assert.Equal("MaxDeliveryCountExceeded", dead.ApplicationProperties["DeadLetterReason"]);
        Assert.Equal(new EntityCounts(0, 1, 0), _bus.Broker.Count(Queue));
    }

    [Fact]
    public async Task An_abandoned_message_keeps_its_place_and_its_count_over_a_restart()
    {
        await _bus.SendAsync("1", "2");
        await Receiver.AbandonAsync(await _bus.ReceiveAsync(max: 1));
        await _bus.SendAsync("3"); // the count is written with the next commit
        _bus.Restart();

        var received = await _bus.ReceiveAsync();

        Assert.Equal(["1", "2", "3"], received.Select(message => message.MessageId));
        Assert.Equal([2, 1, 1], received.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_redriven_dead_letter_comes_again_as_new()
    {
        await _bus.SendAsync("1");
        for (var i = 0; i < 3; i++) await Receiver.AbandonAsync(await _bus.ReceiveAsync());

        Assert.Equal(1, await _bus.Broker.RedriveAsync(Queue));

        var again = Assert.Single(await _bus.ReceiveAsync());
        Assert.Equal(1, again.DeliveryCount);
        Assert.DoesNotContain("DeadLetterReason", again.ApplicationProperties.Keys);
        Assert.Empty(await _bus.ReceiveAsync(path: DeadLetters));
    }

    [Fact]
    public async Task The_same_message_id_within_the_window_is_one_message_also_across_a_restart()
    {
        await _bus.SendAsync("1", "1");
        _bus.Restart();
        await _bus.SendAsync("1");

        Assert.Single(await _bus.ReceiveAsync());
    }

    [Fact]
    public async Task The_same_message_id_after_the_window_is_another_message()
    {
        await _bus.SendAsync("1");
        _bus.Clock.Advance(TimeSpan.FromMinutes(10));
        await _bus.SendAsync("1");

        Assert.Equal(2, (await _bus.ReceiveAsync()).Count);
    }

    [Fact]
    public async Task A_message_past_its_time_to_live_becomes_a_dead_letter()
    {
        await SendWithAsync(properties => properties with { TimeToLive = 30 });
        _bus.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(await _bus.ReceiveAsync());
        await Eventually(() => _bus.Broker.Count(Queue).DeadLettered == 1);
        var dead = Assert.Single(await _bus.ReceiveAsync(path: DeadLetters));
        Assert.Equal("TTLExpiredException", dead.ApplicationProperties["DeadLetterReason"]);
    }

    [Fact]
    public async Task A_scheduled_message_comes_at_its_time_behind_those_sent_before()
    {
        var time = _bus.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        await SendWithAsync(properties => properties with { ScheduledEnqueueTimeUtc = time.ToString("R") });
        await _bus.SendAsync("2");
        Assert.Equal(new EntityCounts(1, 0, 1), _bus.Broker.Count(Queue));
        _bus.Restart();

        _bus.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually(() => _bus.Broker.Count(Queue).Scheduled == 0);

        Assert.Equal(["2", "1"], (await _bus.ReceiveAsync()).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_what_is_sent_meanwhile()
    {
        var waiting = Receiver.ReceiveAsync(10, TimeSpan.FromMinutes(1), CancellationToken.None);

        await _bus.SendAsync("1");

        Assert.Single(await waiting);
    }

    [Fact]
    public async Task A_receiver_that_waited_in_vain_gets_nothing()
    {
        var waiting = Receiver.ReceiveAsync(10, TimeSpan.FromSeconds(5), CancellationToken.None);

        _bus.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task Peeking_locks_nothing()
    {
        await _bus.SendAsync("1", "2");

        Assert.Equal(["1", "2"], _bus.Broker.Peek(Queue, 0, 10).Select(message => message.MessageId));
        Assert.Equal(2, (await _bus.ReceiveAsync()).Count);
    }

    [Fact]
    public async Task A_message_id_longer_than_128_characters_is_refused() =>
        await Assert.ThrowsAsync<MessageRefusedException>(() => _bus.SendAsync(new string('x', 129)));

    [Fact]
    public async Task An_unknown_entity_is_reported() =>
        await Assert.ThrowsAsync<EntityNotFoundException>(() => _bus.Broker.SendAsync("nowhere", [Message("1")]));

    private Task SendWithAsync(Func<BrokerProperties, BrokerProperties> change)
    {
        var message = Message("1");
        return _bus.Broker.SendAsync(Queue, [message with { Properties = change(message.Properties) }]);
    }

    // What a timer starts ends on the writer's thread.
    private static async Task Eventually(Func<bool> holds)
    {
        while (!holds()) await Task.Yield();
    }
}
