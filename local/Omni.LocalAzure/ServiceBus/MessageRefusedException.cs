namespace Omni.LocalAzure.ServiceBus;

/// <summary>The sender broke a rule; sending again does not help.</summary>
public sealed class MessageRefusedException : Exception
{
    public MessageRefusedException()
    {
    }

    public MessageRefusedException(string message)
        : base(message)
    {
    }

    public MessageRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
