using Omni.LocalAzure.ServiceBus;
using static Omni.LocalAzure.Tests.ServiceBus.BrokerFixture;

namespace Omni.LocalAzure.Tests.ServiceBus;

public sealed class SessionTests : IDisposable
{
    private readonly BrokerFixture _bus = new();

    public void Dispose() => _bus.Dispose();

    [Fact]
    public async Task A_session_has_one_holder_while_others_get_other_sessions()
    {
        await _bus.SendToSessionAsync("a", "a1");
        await _bus.SendToSessionAsync("b", "b1");

        await using var first = await AcceptAsync();
        await using var second = await AcceptAsync();
        var third = AcceptAsync();

        Assert.Equal(["a", "b"], new[] { first.SessionId, second.SessionId }.Order());
        Assert.False(third.IsCompleted);
        await _bus.SendToSessionAsync("c", "c1");
        await using var late = await third;
        Assert.Equal("c", late.SessionId);
    }

    [Fact]
    public async Task Messages_of_a_session_come_strictly_in_order_batch_after_batch()
    {
        await _bus.SendToSessionAsync("a", [.. Enumerable.Range(0, 20).Select(n => $"{n}")]);
        await using var session = await AcceptAsync();

        var seen = new List<string?>();
        while (await ReceiveAsync(session, 7) is { Count: > 0 } batch)
        {
            seen.AddRange(batch.Select(message => message.MessageId));
            Assert.True(await session.CompleteAsync(batch));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), seen);
    }

    [Fact]
    public async Task A_message_for_a_held_session_goes_to_its_holder()
    {
        await _bus.SendToSessionAsync("a", "a1");
        await using var session = await AcceptAsync();
        await session.CompleteAsync(await ReceiveAsync(session));

        var waiting = session.ReceiveAsync(10, TimeSpan.FromMinutes(1), CancellationToken.None);
        await _bus.SendToSessionAsync("a", "a2");

        Assert.Equal("a2", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_released_session_gives_its_unsettled_messages_to_the_next_holder_in_order()
    {
        await _bus.SendToSessionAsync("a", "1", "2", "3");
        var first = await AcceptAsync();
        var batch = await ReceiveAsync(first);
        await first.CompleteAsync([batch[0]]);

        await first.DisposeAsync();

        await using var second = await AcceptAsync();
        Assert.Equal(["2", "3"], (await ReceiveAsync(second)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_session_lock_that_ran_out_is_lost_for_all_its_messages()
    {
        await _bus.SendToSessionAsync("a", "1", "2");
        var lost = await AcceptAsync();
        var batch = await ReceiveAsync(lost);

        _bus.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await lost.CompleteAsync(batch));
        Assert.False(await lost.RenewAsync(batch));
        Assert.Empty(await ReceiveAsync(lost));
        await using var next = await AcceptAsync();
        Assert.Equal(["1", "2"], (await ReceiveAsync(next)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_renewed_session_stays_with_its_holder()
    {
        await _bus.SendToSessionAsync("a", "1");
        await using var session = await AcceptAsync();
        var batch = await ReceiveAsync(session);
        _bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.True(await session.RenewAsync(batch));
        _bus.Clock.Advance(TimeSpan.FromSeconds(50));

        Assert.True(await session.CompleteAsync(batch));
    }

    [Fact]
    public async Task The_session_that_was_served_longest_ago_is_next()
    {
        foreach (var id in new[] { "a", "b", "c" }) await _bus.SendToSessionAsync(id, $"{id}1", $"{id}2");

        var served = new List<string?>();
        for (var i = 0; i < 6; i++)
        {
            await using var session = await AcceptAsync();
            await session.CompleteAsync(await ReceiveAsync(session, 1));
            served.Add(session.SessionId);
        }

        Assert.Equal(["a", "b", "c", "a", "b", "c"], served);
    }

    [Fact]
    public async Task Abandoned_messages_of_a_session_become_dead_letters_at_the_limit()
    {
        await _bus.SendToSessionAsync("a", "1");
        await using var session = await AcceptAsync();
        for (var i = 0; i < 3; i++) await session.AbandonAsync(await ReceiveAsync(session));

        Assert.Empty(await ReceiveAsync(session));
        Assert.Equal("1", Assert.Single(await _bus.ReceiveAsync(path: SessionQueue + "/$DeadLetterQueue")).MessageId);
    }

    [Fact]
    public async Task A_message_without_a_session_becomes_a_dead_letter()
    {
        await _bus.Broker.SendAsync(SessionQueue, [Message("1")]);

        var dead = Assert.Single(await _bus.ReceiveAsync(path: SessionQueue + "/$DeadLetterQueue"));

        Assert.Equal("Session ID is null", dead.ApplicationProperties["DeadLetterReason"]);
    }

    [Fact]
    public async Task Waiting_for_a_session_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _bus.Broker.AcceptNextSessionAsync(SessionQueue, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<IMessageReceiver> AcceptAsync() => _bus.Broker.AcceptNextSessionAsync(SessionQueue, CancellationToken.None);

    private static Task<IReadOnlyList<LockedMessage>> ReceiveAsync(IMessageReceiver session, int max = 100) =>
        session.ReceiveAsync(max, TimeSpan.Zero, CancellationToken.None);
}
