namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>The mailbox cannot be asked now. Tells nothing out of the mailbox.</summary>
public sealed class MailboxUnavailableException : Exception
{
    public MailboxUnavailableException()
        : base("The mailbox cannot be asked now.")
    {
    }

    public MailboxUnavailableException(string message)
        : base(message)
    {
    }

    public MailboxUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Only people can mend it: the app may not read this mailbox, or there is none.</summary>
    public bool IsSetup { get; init; }
}
