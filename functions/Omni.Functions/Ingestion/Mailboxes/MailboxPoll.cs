using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Each minute, looks into the mailboxes of the business.</summary>
public sealed partial class MailboxPoll(MailboxList mailboxes, MailboxPickup pickup, ILogger<MailboxPoll> logger)
{
    private const int AtOnce = 4;

    [Function(nameof(MailboxPoll))]
    public Task Run([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        mailboxes.All,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (mailbox, cancellation) => await ReadAsync(mailbox, cancellation));

    /// <summary>A mailbox that fails does not keep the others waiting; the next run goes on where it stopped.</summary>
    private async Task ReadAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        try
        {
            var picked = await pickup.ReadAsync(mailbox, cancellation);
            Metrics.PickedUp(mailbox.Department, picked.Contacts, picked.Ignored, picked.Unreadable);
            if (picked.Contacts + picked.Unreadable > 0)
                LogPickedUp(mailbox.Department, picked.Contacts, picked.Unreadable);
        }
        catch (MailboxUnavailableException failure) when (failure.IsSetup)
        {
            Metrics.MailboxFailed(mailbox.Department);
            LogNotAllowed(mailbox.Department, failure.Message);
        }
        catch (Exception failure) when (failure is MailboxUnavailableException or TopicUnavailableException)
        {
            Metrics.MailboxFailed(mailbox.Department);
            LogPostponed(mailbox.Department, failure.Message);
        }
    }

    [LoggerMessage(134, LogLevel.Information, "{Count} mails to {Department} are queued, {Unreadable} set aside")]
    private partial void LogPickedUp(string? department, int count, int unreadable);

    [LoggerMessage(135, LogLevel.Error, "The mailbox of {Department} cannot be read as it is set up: {Reason}")]
    private partial void LogNotAllowed(string? department, string reason);

    [LoggerMessage(136, LogLevel.Warning, "The mailbox of {Department} is read on in a minute: {Reason}")]
    private partial void LogPostponed(string? department, string reason);
}

/// <param name="All">Those of the settings.</param>
public sealed record MailboxList(IReadOnlyList<Mailbox> All)
{
    /// <summary>Who reads which, by address; of several folders the first that has somebody.</summary>
    public IReadOnlyDictionary<string, string> Departments { get; } = All.Where(static mailbox => mailbox.Department is not null)
        .DistinctBy(static mailbox => mailbox.Address).ToDictionary(static mailbox => mailbox.Address, static mailbox => mailbox.Department!, StringComparer.Ordinal);
}
