namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Sees to it that each mailbox tells us of new mail, and goes on doing so. What the service has is the truth; nothing of it is kept here.</summary>
public sealed partial class MailboxWatch(
    IMailboxSubscriptions subscriptions, MailboxPush push, MailboxList mailboxes, TimeProvider clock, ILogger<MailboxWatch> logger)
{
    /// <summary>Mailboxes allow a little less than seven days; half of it is left for a week-end in which nothing could be renewed.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(6);

    /// <summary>Renews what has lived half of its time, and makes what is missing.</summary>
    public Task KeepAsync(CancellationToken cancellation) => KeepAsync(mailboxes.All, Lifetime / 2, cancellation);

    /// <summary>The service asks for it, or has dropped the subscription.</summary>
    public Task RenewAsync(Mailbox mailbox, CancellationToken cancellation) => KeepAsync([mailbox], Lifetime, cancellation);

    /// <summary>What fails now is tried again by the next run, and the mailbox is read each minute meanwhile.</summary>
    private async Task KeepAsync(IReadOnlyList<Mailbox> watched, TimeSpan least, CancellationToken cancellation)
    {
        if (!push.IsOn || watched.Count == 0)
            return;
        try
        {
            var known = await subscriptions.ListAsync(cancellation);
            foreach (var mailbox in watched)
                await KeepAsync(mailbox, known, least, cancellation);
        }
        catch (MailboxUnavailableException failure)
        {
            LogUnlisted(failure.Message);
        }
    }

    private async Task KeepAsync(Mailbox mailbox, IReadOnlyList<MailboxSubscription> known, TimeSpan least, CancellationToken cancellation)
    {
        if (push.AddressOf(mailbox) is not { } address)
            return;
        var now = clock.GetUtcNow();
        try
        {
            var current = known.Where(subscription => subscription.Address == address.AbsoluteUri).MaxBy(static subscription => subscription.Until);
            if (current is not null && (current.Until - now >= least || await subscriptions.ProlongAsync(current.Id, now + Lifetime, cancellation)))
                return;
            await subscriptions.CreateAsync(mailbox, address, push.ProofOf(mailbox), now + Lifetime, cancellation);
            LogWatched(mailbox.Department);
        }
        catch (MailboxUnavailableException failure)
        {
            LogNotWatched(mailbox.Department, failure.Message);
        }
    }

    [LoggerMessage(142, LogLevel.Information, "The mailbox of {Department} tells of new mail at once.")]
    private partial void LogWatched(string? department);

    [LoggerMessage(143, LogLevel.Warning, "The mailbox of {Department} does not tell of new mail; it is read each minute. {Reason}")]
    private partial void LogNotWatched(string? department, string reason);

    [LoggerMessage(144, LogLevel.Warning, "Nobody says which mailboxes tell of new mail; they are read each minute. {Reason}")]
    private partial void LogUnlisted(string reason);
}
