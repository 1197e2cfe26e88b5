using Omni.LocalAzure.Functions.Admin;
using Omni.LocalAzure.Functions.Changes;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.Functions.Messages;
using Omni.LocalAzure.Functions.Timers;

namespace Omni.LocalAzure.Functions;

/// <summary>The running host of one app: its handler process and the listeners of its triggers.</summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HandlerSupervisor _handler;
    private readonly Task _listeners;

    public FunctionsHost(FunctionApp app, TriggerSources sources, ListenerContext context)
    {
        Time = context.Time;
        var remembered = new RememberedHandler(sources.State);
        remembered.EndLeftBehind();
        _handler = new HandlerSupervisor(Launch(app), remembered, context.Time, context.Logging);
        Connections = new HandlerConnections();
        Invoker = new Invoker(_handler, Connections, app.Configuration.FunctionTimeout, context.Time, context.Logging);
        var listeners = app.Functions.Where(function => !function.Disabled).Select(function => Listen(function, app, sources, context)).OfType<IListener>();
        _listeners = Task.WhenAll(listeners.Select(listener => listener.RunAsync(_stopping.Token)).ToList());
    }

    public IHandler Handler => _handler;

    public HandlerConnections Connections { get; }

    public TimeProvider Time { get; }

    public Invoker Invoker { get; }

    /// <summary>Null while none runs.</summary>
    public int? HandlerProcessId => _handler.ProcessId;

    /// <summary>Ends with <see cref="HandlerFailedException"/> when the handler failed too often.</summary>
    public Task Completion => _handler.Completion;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _handler.DisposeAsync();
        await _listeners.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Connections.Dispose();
        _stopping.Dispose();
    }

    private IListener? Listen(FunctionDefinition function, FunctionApp app, TriggerSources sources, ListenerContext context) => function.Trigger switch
    {
        ServiceBusTrigger => new ServiceBusListener(function, sources.Messages, Invoker, app.Configuration.ServiceBus, context),
        TimerTrigger => new TimerListener(function, new RetryingInvoker(Invoker, context.Time), sources.State, context),
        CosmosTrigger => new CosmosListener(function, sources.Changes, new RetryingInvoker(Invoker, context.Time), sources.State, context),
        _ => null,
    };

    /// <summary>Runs in the background, as a call of the administration does; the result is only logged.</summary>
    public void InvokeByHand(FunctionDefinition function, string? input) => _ = HandInvocation.RunAsync(Invoker, function, input, Time.GetUtcNow(), _stopping.Token);

    private static HandlerLaunch Launch(FunctionApp app) => new()
    {
        Configuration = app.Configuration.Handler,
        ScriptRoot = app.ScriptRoot,
        Settings = app.Settings.Values,
        Port = HandlerPort.Free(),
    };
}
