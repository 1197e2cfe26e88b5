namespace Omni.Functions.Bot.Topics;

/// <summary>What the bot should know cannot be used.</summary>
public sealed class TopicException : Exception
{
    public TopicException()
    {
    }

    public TopicException(string message)
        : base(message)
    {
    }

    public TopicException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
