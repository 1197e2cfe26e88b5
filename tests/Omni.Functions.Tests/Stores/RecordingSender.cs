using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Tests.Stores;

/// <summary>A broker connection that is released by hand.</summary>
internal sealed class RecordingSender : ServiceBusSender
{
    private readonly Lock gate = new();
    private TaskCompletionSource? held;

    public List<ServiceBusMessage[]> Requests { get; } = [];

    /// <summary>Decides the fate of a request.</summary>
    public Func<ServiceBusMessage[], Exception?> Fate { get; set; } = _ => null;

    public void Hold() => held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is under way stays without an answer; what comes later gets one.</summary>
    public void ForgetHeld() => held = null;

    public void Release() => held?.TrySetResult();

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => SendMessagesAsync([message], cancellationToken);

    public override async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        var request = messages.ToArray();
        lock (gate)
            Requests.Add(request);
        if (held is { } holding)
            await holding.Task.WaitAsync(cancellationToken);
        if (Fate(request) is { } failure)
            throw failure;
    }
}
