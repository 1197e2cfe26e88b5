using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>The mailboxes of the business. Each method throws <see cref="MailboxUnavailableException"/> when the mailbox cannot answer now.</summary>
public interface IMailboxes
{
    /// <summary>The messages that came since a position; some may come again, in any order.</summary>
    /// <param name="mailbox">Whose.</param>
    /// <param name="position">Where the page before ended; null to begin.</param>
    /// <param name="since">Where to begin: messages received before are left out. Counts only without a position.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PositionLostException">The mailbox has forgotten the position: begin again, a little before the last message.</exception>
    Task<MailboxPage> ReadAsync(Mailbox mailbox, string? position, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>A message with its body, headers and the list of its files; null when somebody moved it elsewhere or deleted it.</summary>
    Task<MailboxMessage?> FindAsync(Mailbox mailbox, string messageId, CancellationToken cancellation);

    /// <summary>Does what is to be done with a message that is picked up; a message that is gone is done.</summary>
    Task FinishAsync(Mailbox mailbox, string messageId, CancellationToken cancellation);
}

/// <param name="MessageIds">Of the mailbox.</param>
/// <param name="Position">Where it ends.</param>
/// <param name="IsLast">There are no more now; the next time begins at the position.</param>
public sealed record MailboxPage(IReadOnlyList<string> MessageIds, string Position, bool IsLast);
