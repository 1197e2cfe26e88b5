using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Stores;

/// <summary>The messages of one caller, which complete or fail together.</summary>
internal sealed class ServiceBusSendGroup(IReadOnlyList<ServiceBusMessage> messages, int bytes)
{
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool givenUp;

    public IReadOnlyList<ServiceBusMessage> Messages => messages;

    public int Bytes => bytes;

    public Task Completion => completion.Task;

    /// <summary>Nobody waits any more; need not be sent.</summary>
    public bool IsGivenUp => givenUp;

    public void Complete() => completion.TrySetResult();

    public void Fail(Exception failure) => completion.TrySetException(new TopicUnavailableException("The topic did not take the contacts.", failure));

    public void GiveUp()
    {
        givenUp = true;
        completion.TrySetResult();
    }
}
