namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Orders to look into a mailbox before its minute comes.</summary>
public interface IMailboxWakeUps
{
    /// <summary>Returns when the order is durably queued. Orders for the same mailbox within a few seconds are one, carried out after the last of them.</summary>
    /// <exception cref="TopicUnavailableException">It could not be queued now.</exception>
    Task OrderAsync(WakeUp wakeUp, CancellationToken cancellation);
}

/// <param name="Mailbox">Its key.</param>
/// <param name="RenewsSubscription">Its subscription needs care first.</param>
public sealed record WakeUp(string Mailbox, bool RenewsSubscription);
