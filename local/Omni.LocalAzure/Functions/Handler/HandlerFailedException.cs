namespace Omni.LocalAzure.Functions.Handler;

/// <summary>The handler failed so often that the host ends.</summary>
public sealed class HandlerFailedException : Exception
{
    public HandlerFailedException()
    {
    }

    public HandlerFailedException(string message)
        : base(message)
    {
    }

    public HandlerFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
