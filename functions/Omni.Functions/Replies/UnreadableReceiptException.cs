namespace Omni.Functions.Replies;

/// <summary>A queued receipt is none; it will die on its queue, where a person can look at it.</summary>
public sealed class UnreadableReceiptException : Exception
{
    public UnreadableReceiptException()
    {
    }

    public UnreadableReceiptException(string message)
        : base(message)
    {
    }

    public UnreadableReceiptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
