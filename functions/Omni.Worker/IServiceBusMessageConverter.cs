namespace Omni.Worker;

/// <summary>
/// Makes the type a function takes out of a message. Registered by the app, one for each such type; called for every message.
/// </summary>
public interface IServiceBusMessageConverter<out T>
{
    T Convert(ServiceBusTriggerMessage message);
}
