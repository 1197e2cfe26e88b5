using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class LongInvocations
{
    private readonly BrokerFixture _bus = new();
    private readonly TaskCompletionSource<HandlerAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TheoryData<string, bool> Entities => new() { { BrokerFixture.Queue, false }, { BrokerFixture.SessionQueue, true } };

    [Theory, MemberData(nameof(Entities))]
    public async Task A_message_stays_locked_until_its_invocation_ends(string entity, bool sessions)
    {
        await using var run = await StartAsync(entity, sessions);
        await _bus.Broker.SendAsync(entity, [BrokerFixture.Message("long", "s")]);
        await run.Handler.NextAsync();

        for (var half = 0; half < 6; half++) await RenewedAfterAsync(entity, LockDuration(entity) / 2);
        _answer.SetResult(HandlerAnswer.Done);

        await run.CountAsync(entity, active: 0, dead: 0);
        await _bus.Broker.SendAsync(entity, [BrokerFixture.Message("next", "s")]);
        Assert.Equal("next", IdOf(await run.Handler.NextAsync()));
    }

    [Fact]
    public async Task An_invocation_longer_than_the_limit_loses_its_message_to_another_one()
    {
        await using var run = await StartAsync(BrokerFixture.Queue, sessions: false);
        await _bus.SendAsync("endless");
        await run.Handler.NextAsync();

        var renewals = new ServiceBusConfiguration().MaxAutoLockRenewalDuration / (LockDuration(BrokerFixture.Queue) / 2) - 1;
        for (var half = 0; half < renewals; half++) await RenewedAfterAsync(BrokerFixture.Queue, LockDuration(BrokerFixture.Queue) / 2);
        _bus.Clock.Advance(LockDuration(BrokerFixture.Queue));

        Assert.Equal("endless", IdOf(await run.Handler.NextAsync()));
        _answer.SetResult(HandlerAnswer.Done);
    }

    private Task<TriggerRun> StartAsync(string entity, bool sessions) => TriggerRun.StartAsync(
        _bus, new ServiceBusTrigger("msg", entity, sessions, Many: false, BodyType.Binary), _ => _answer.Task, _bus.Clock);

    private static string? IdOf(HandlerRequest request) => Payload.Parse(request.Body).GetProperty("Metadata").GetProperty("MessageId").GetString()?.Trim('"');

    private TimeSpan LockDuration(string entity) => _bus.Broker.Describe(entity).LockDuration;

    private async Task RenewedAfterAsync(string entity, TimeSpan time)
    {
        var patience = Patience.Token();
        var end = LockEnd(entity);
        _bus.Clock.Advance(time);
        while (LockEnd(entity) <= end) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience);
    }

    private DateTimeOffset LockEnd(string entity) => Assert.Single(_bus.Broker.Peek(entity, 0, 1)).LockedUntil;
}
