using Omni.Functions.Telemetry;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>One look into a mailbox, whoever asked for it. A mailbox that fails keeps nobody waiting: the next look goes on where this one stopped.</summary>
public sealed partial class MailboxVisit(MailboxPickup pickup, ILogger<MailboxVisit> logger)
{
    public async Task PayAsync(Mailbox mailbox, CancellationToken cancellation)
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
