namespace Omni.Functions.Ingestion;

/// <summary>A queued event is none; it will die on its queue, where a person can look at it.</summary>
public sealed class UnreadableEventException : Exception
{
    public UnreadableEventException()
    {
    }

    public UnreadableEventException(string message)
        : base(message)
    {
    }

    public UnreadableEventException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
