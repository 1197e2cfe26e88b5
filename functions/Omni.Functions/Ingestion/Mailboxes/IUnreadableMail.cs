namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Where people learn of mail that nobody could read. It stays in its mailbox.</summary>
public interface IUnreadableMail
{
    /// <exception cref="TopicUnavailableException">It could not be told now.</exception>
    Task TellAsync(Mailbox mailbox, string messageId, string reason, CancellationToken cancellation);
}
