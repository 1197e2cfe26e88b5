namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>The service refused or could not be reached. The message names the entity and the tracking id, never a payload.</summary>
public sealed class ServiceBusException : Exception
{
    public ServiceBusException()
    {
    }

    public ServiceBusException(string message)
        : base(message)
    {
    }

    public ServiceBusException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ServiceBusException(
        string message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(
            reason is ServiceBusFailureReason.ServiceBusy
                or ServiceBusFailureReason.ServiceTimeout
                or ServiceBusFailureReason.ServiceCommunicationProblem,
            message, entityPath, reason, innerException)
    {
    }

    public ServiceBusException(
        bool isTransient,
        string message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    public bool IsTransient { get; }

    public string? EntityPath { get; }

    public ServiceBusFailureReason Reason { get; }
}
