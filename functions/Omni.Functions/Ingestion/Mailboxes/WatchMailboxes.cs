namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Keeps the subscriptions to new mail alive. They end by themselves within days.</summary>
public sealed class WatchMailboxes(MailboxWatch watch)
{
    [Function(nameof(WatchMailboxes))]
    public Task Run([TimerTrigger("45 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => watch.KeepAsync(cancellationToken);
}
