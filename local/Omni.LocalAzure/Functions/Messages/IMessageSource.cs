using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Functions.Messages;

/// <summary>Where Service Bus triggers read.</summary>
public interface IMessageSource
{
    /// <summary>Waits for a session that has messages and that nobody else holds.</summary>
    Task<IMessageReceiver> AcceptNextSessionAsync(string entityPath, CancellationToken cancellation);

    /// <summary>For an entity without sessions.</summary>
    IMessageReceiver OpenReceiver(string entityPath);
}
