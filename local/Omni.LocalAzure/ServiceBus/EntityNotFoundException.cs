namespace Omni.LocalAzure.ServiceBus;

/// <summary>No queue, topic, subscription or sub-queue has this path.</summary>
public sealed class EntityNotFoundException : Exception
{
    public EntityNotFoundException()
    {
    }

    public EntityNotFoundException(string message)
        : base(message)
    {
    }

    public EntityNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
