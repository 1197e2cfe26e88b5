namespace Omni.Functions.Ingestion;

/// <summary>The topic did not take the contacts; the sender should come again.</summary>
public sealed class TopicUnavailableException : Exception
{
    public TopicUnavailableException()
    {
    }

    public TopicUnavailableException(string message)
        : base(message)
    {
    }

    public TopicUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
