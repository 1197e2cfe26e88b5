using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>
/// The Service Bus trigger of one function. Single messages are taken by as many loops as may run at once; batches by one loop,
/// which holds one session at a time.
/// </summary>
public sealed class ServiceBusListener(
    FunctionDefinition function, IMessageSource source, Invoker invoker, ServiceBusConfiguration configuration, ListenerContext context) : IListener
{
    /// <summary>How long a receive waits before it asks again; nobody notices.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ServiceBusTrigger _trigger = (ServiceBusTrigger)function.Trigger;
    private readonly ILogger _log = context.Logging.CreateLogger("Host.ServiceBus");

    private int Loops => (_trigger.Many, _trigger.Sessions) switch
    {
        (true, _) => 1,
        (false, true) => configuration.MaxConcurrentSessions,
        (false, false) => configuration.MaxConcurrentCalls,
    };

    private TimeSpan Wait => _trigger.Sessions ? configuration.SessionIdleTimeout : Patience;

    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => LoopAsync(stopping)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        var renewal = new LockRenewal(configuration.MaxAutoLockRenewalDuration, context.Time);
        using var delivery = new MessageDelivery(function, invoker, renewal, context.Time, _log);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var receiver = await OpenAsync(stopping);
                while (await ReceiveAndDeliverAsync(receiver, delivery, stopping))
                {
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The listener owns this failure: the trigger must outlive whatever the broker answers.
                MessageLog.ReceiveFailed(_log, function.Name, failure);
                await Task.Delay(PauseAfterFailure, context.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<IMessageReceiver> OpenAsync(CancellationToken stopping) =>
        _trigger.Sessions ? source.AcceptNextSessionAsync(_trigger.EntityPath, stopping) : Task.FromResult(source.OpenReceiver(_trigger.EntityPath));

    /// <returns>False when the receiver had nothing left: an idle session is given back.</returns>
    private async Task<bool> ReceiveAndDeliverAsync(IMessageReceiver receiver, MessageDelivery delivery, CancellationToken stopping)
    {
        await invoker.WaitUntilReadyAsync(stopping);
        var messages = await receiver.ReceiveAsync(_trigger.Many ? configuration.MaxMessageBatchSize : 1, Wait, stopping);
        if (messages.Count == 0) return !_trigger.Sessions;
        if (_trigger.Many) await delivery.DeliverBatchAsync(receiver, messages, stopping);
        else await delivery.DeliverOneAsync(receiver, messages[0], stopping);
        return true;
    }
}
