namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>The mailbox has forgotten where somebody stopped reading.</summary>
public sealed class PositionLostException : Exception
{
    public PositionLostException()
        : base("The mailbox has forgotten where it was read last.")
    {
    }

    public PositionLostException(string message)
        : base(message)
    {
    }

    public PositionLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
