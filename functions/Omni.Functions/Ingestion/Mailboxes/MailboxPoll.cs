namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Each minute, looks into the mailboxes of the business.</summary>
public sealed class MailboxPoll(MailboxList mailboxes, MailboxVisit visit)
{
    private const int AtOnce = 4;

    [Function(nameof(MailboxPoll))]
    public Task Run([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        mailboxes.All,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (mailbox, cancellation) => await visit.PayAsync(mailbox, cancellation));
}
