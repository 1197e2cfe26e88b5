
namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>
/// Brings what came into a mailbox to the topic. How far it has read is kept only after the contacts of a page are queued, so whatever is cut off
/// is read again; the same mail gives the same contact.
/// </summary>
public sealed partial class MailboxPickup(
    IMailboxes mailboxes, IMailboxPositions positions, MailReading reading, TimeProvider clock, ILogger<MailboxPickup> logger)
{
    /// <summary>Less than a run may take, and than a busy mailbox needs.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    /// <summary>Clocks of servers differ, and a message may be filed later than it was received.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>A message that the mailbox does not give for so long, though it gives others, it never will.</summary>
    private static readonly TimeSpan LongestHope = TimeSpan.FromHours(1);

    /// <summary>Returns when nothing new is left, or time is up.</summary>
    /// <exception cref="MailboxUnavailableException">The mailbox cannot answer now; the next run goes on.</exception>
    /// <exception cref="TopicUnavailableException">Bus or store cannot answer now; the next run goes on.</exception>
    public async Task<PickedUp> ReadAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        var end = clock.GetUtcNow() + LongestRun;
        var position = await positions.FindAsync(mailbox, cancellation) ?? new MailboxPosition(Link: null, mailbox.Since ?? clock.GetUtcNow() - Overlap);
        var total = default(PickedUp);
        while (clock.GetUtcNow() < end)
        {
            var (page, isResynced) = await NextAsync(mailbox, position, cancellation);
            if (page is { IsLast: true, MessageIds.Count: 0 } && position.Link is not null && !isResynced)
                break;
            var picked = await reading.TakeAsync(mailbox, page.MessageIds, position.FailingSince(clock.GetUtcNow() - LongestHope), cancellation);
            if (picked.Failed.Count > 0)
                await StopAsync(mailbox, position.WithFailing(picked.Failed, clock.GetUtcNow()), cancellation);
            total += picked;
            var next = position with { Link = page.Position, Failing = null, Since = picked.NewestAt is { } newest && newest > position.Since ? newest : position.Since };
            if (await positions.KeepAsync(mailbox, next, cancellation) is not { } kept)
            {
                LogRival(mailbox.Department);
                break;
            }

            position = kept;
            if (page.IsLast)
                break;
        }

        return total;
    }

    /// <summary>The next run reads the page again; whoever reads it meanwhile remembers the same.</summary>
    private async Task StopAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation)
    {
        await positions.KeepAsync(mailbox, position, cancellation);
        throw new MailboxUnavailableException($"The mailbox does not give {position.Failing?.Count} of its messages now.");
    }

    private async Task<(MailboxPage Page, bool IsResynced)> NextAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation)
    {
        try
        {
            return (await mailboxes.ReadAsync(mailbox, position.Link, position.Since, cancellation), false);
        }
        catch (PositionLostException)
        {
            LogPositionLost(mailbox.Department);
            return (await mailboxes.ReadAsync(mailbox, position: null, position.Since - Overlap, cancellation), true);
        }
    }

    [LoggerMessage(130, LogLevel.Warning, "The mailbox of {Department} has forgotten how far it was read; it is read again from a day before the newest mail.")]
    private partial void LogPositionLost(string? department);

    [LoggerMessage(131, LogLevel.Information, "Somebody else reads the mailbox of {Department} as well, and has read on.")]
    private partial void LogRival(string? department);
}
