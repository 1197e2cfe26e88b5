using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>Reads from the broker of this process.</summary>
internal sealed class BrokerMessages(Broker broker) : IMessageSource
{
    public Task<IMessageReceiver> AcceptNextSessionAsync(string entityPath, CancellationToken cancellation) =>
        broker.AcceptNextSessionAsync(entityPath, cancellation);

    public IMessageReceiver OpenReceiver(string entityPath) => broker.OpenReceiver(entityPath);
}
