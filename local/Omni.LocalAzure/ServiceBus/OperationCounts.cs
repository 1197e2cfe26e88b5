namespace Omni.LocalAzure.ServiceBus;

/// <summary>What the service bills since the start: a message sent, received or settled is one operation each.</summary>
/// <remarks>https://azure.microsoft.com/pricing/details/service-bus/</remarks>
public sealed class OperationCounts
{
    private long _sent;
    private long _received;
    private long _settled;

    public long Sent => Interlocked.Read(ref _sent);

    public long Received => Interlocked.Read(ref _received);

    public long Settled => Interlocked.Read(ref _settled);

    internal void AddSent(int messages) => Interlocked.Add(ref _sent, messages);

    internal void AddReceived(int messages) => Interlocked.Add(ref _received, messages);

    internal void AddSettled(int messages) => Interlocked.Add(ref _settled, messages);
}
