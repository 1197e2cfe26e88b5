using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>Delivers to one function: invokes, then completes after a success and abandons after a failure. One user at a time.</summary>
internal sealed class MessageDelivery(FunctionDefinition function, Invoker invoker, LockRenewal renewal, TimeProvider time, ILogger log) : IDisposable
{
    private readonly Envelope _envelope = new();

    public async Task DeliverOneAsync(IMessageReceiver receiver, LockedMessage message, CancellationToken stopping)
    {
        MessageEnvelope.Write(_envelope, function, message, time.GetUtcNow());
        InvocationAnswer answer;
        await using (renewal.Keep(receiver, message)) answer = await InvokeAsync(stopping);
        await SettleAsync(receiver, [message], answer.IsSuccess);
    }

    public async Task DeliverBatchAsync(IMessageReceiver receiver, IReadOnlyList<LockedMessage> messages, CancellationToken stopping)
    {
        if (!BatchEnvelope.TryWrite(_envelope, function, messages, time.GetUtcNow()))
        {
            MessageLog.NotJson(log, function.Name);
            await receiver.AbandonAsync(messages);
            return;
        }

        var answer = await InvokeAsync(stopping);
        await SettleAsync(receiver, messages, answer.IsSuccess);
    }

    public void Dispose() => _envelope.Dispose();

    private Task<InvocationAnswer> InvokeAsync(CancellationToken stopping) =>
        invoker.InvokeAsync(function.Name, Guid.NewGuid(), _envelope.Bytes, stopping);

    private async Task SettleAsync(IMessageReceiver receiver, IReadOnlyList<LockedMessage> messages, bool succeeded)
    {
        if (!succeeded) await receiver.AbandonAsync(messages);
        else if (!await receiver.CompleteAsync(messages)) MessageLog.LockLost(log, function.Name);
    }
}
