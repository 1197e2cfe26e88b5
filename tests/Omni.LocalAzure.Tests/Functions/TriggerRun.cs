using Microsoft.Extensions.Logging.Abstractions;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.Functions.Messages;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Functions;

/// <summary>One Service Bus function, from the real broker to a recording handler.</summary>
internal sealed class TriggerRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HandlerConnections _connections = new();
    private readonly Task _running;

    private TriggerRun(RecordingHandler handler, BrokerFixture bus, ServiceBusTrigger trigger, TimeProvider time)
    {
        Handler = handler;
        Bus = bus;
        var configuration = new ServiceBusConfiguration { MaxConcurrentCalls = 4, MaxConcurrentSessions = 3, MaxMessageBatchSize = 10, SessionIdleTimeout = TimeSpan.Zero };
        var context = new ListenerContext(time, NullLoggerFactory.Instance);
        var invoker = new Invoker(handler, _connections, TimeSpan.FromMinutes(1), TimeProvider.System, NullLoggerFactory.Instance);
        var function = new FunctionDefinition { Name = "Work", Trigger = trigger };
        _running = new ServiceBusListener(function, new BrokerMessages(bus.Broker), invoker, configuration, context).RunAsync(_stopping.Token);
    }

    public RecordingHandler Handler { get; }

    public BrokerFixture Bus { get; }

    /// <param name="bus">The broker.</param>
    /// <param name="trigger">The function's trigger.</param>
    /// <param name="answer">What the handler answers.</param>
    /// <param name="time">The clock of the trigger; invocations are timed by the system's.</param>
    public static async Task<TriggerRun> StartAsync(
        BrokerFixture bus, ServiceBusTrigger trigger, Func<HandlerRequest, Task<HandlerAnswer>>? answer = null, TimeProvider? time = null)
    {
        var handler = await RecordingHandler.StartAsync();
        if (answer is not null) handler.Answer = answer;
        return new TriggerRun(handler, bus, trigger, time ?? TimeProvider.System);
    }

    /// <summary>Waits until an entity holds so many messages, dead letters so many.</summary>
    public async Task<EntityCounts> CountAsync(string entity, long active, long dead)
    {
        var patience = Patience.Token();
        while (true)
        {
            var counts = Bus.Broker.Count(entity);
            if (counts.Active == active && counts.DeadLettered == dead) return counts;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Handler.DisposeAsync();
        Bus.Dispose();
        _connections.Dispose();
        _stopping.Dispose();
    }
}
