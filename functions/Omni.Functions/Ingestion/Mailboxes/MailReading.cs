using System.Collections.Concurrent;
using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>Messages of a mailbox become contacts on the topic; one that nobody can read is set aside at once, and its neighbours are not affected.</summary>
public sealed partial class MailReading(
    IMailboxes mailboxes, MailTranslation translation, Inbox inbox, IUnreadableMail unreadable, ILogger<MailReading> logger)
{
    /// <summary>As many requests as Exchange answers at once for a mailbox, less one for whoever else asks.</summary>
    private const int AtOnce = 3;

    private const string NotGiven = nameof(NotGiven);

    private static readonly HashSet<string> None = [];

    /// <summary>Where more fail it is the mailbox that does, and not they.</summary>
    private const int MostFailing = 10;

    /// <summary>Returns when all are queued, set aside, or known not to be had now.</summary>
    /// <param name="mailbox">Whose.</param>
    /// <param name="messageIds">Of a page.</param>
    /// <param name="hopeless">Those that are set aside when they cannot be had once more, while others can.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<PickedUp> TakeAsync(Mailbox mailbox, IReadOnlyList<string> messageIds, IReadOnlySet<string> hopeless, CancellationToken cancellation)
    {
        string[] ids = [.. messageIds.Distinct(StringComparer.Ordinal)];
        var read = new ReadMail?[ids.Length];
        var failing = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, ids.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (at, token) => read[at] = await TryReadAsync(mailbox, ids[at], failing, token));
        var mails = read.OfType<ReadMail>().ToList();
        var failed = await GiveUpAsync(mailbox, failing, failing.Count < ids.Length || ids.Length == 1 ? hopeless : None, cancellation);
        await inbox.TakeAsync(WhatIsIn(mails), cancellation);
        foreach (var mail in mails)
            await FinishAsync(mailbox, mail.MessageId, cancellation);
        return new PickedUp(
            mails.Sum(static mail => mail.Content.Contacts.Count),
            ids.Length - failing.Count - mails.Count(static mail => mail.Content.Contacts.Count > 0 || mail.IsUnreadable),
            mails.Count(static mail => mail.IsUnreadable) + failing.Count - failed.Count,
            mails.Count == 0 ? null : mails.Max(static mail => mail.ReceivedAt)) { Failed = failed };
    }

    private static NormalisedRequest WhatIsIn(IReadOnlyList<ReadMail> mails) => new()
    {
        Contacts = [.. mails.SelectMany(static mail => mail.Content.Contacts).DistinctBy(static contact => contact.Id)],
        Receipts = [.. mails.SelectMany(static mail => mail.Content.Receipts)],
        Ignored = [],
    };

    /// <returns>Null when it is gone, or cannot be had now, which <paramref name="failing"/> says then.</returns>
    private async Task<ReadMail?> TryReadAsync(Mailbox mailbox, string messageId, ConcurrentBag<string> failing, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(mailbox, messageId, cancellation);
        }
        catch (MailboxUnavailableException failure) when (!failure.IsSetup && failing.Count < MostFailing)
        {
            failing.Add(messageId);
            return null;
        }
    }

    /// <returns>Those that are hoped for still.</returns>
    private async Task<IReadOnlyList<string>> GiveUpAsync(Mailbox mailbox, IReadOnlyCollection<string> failing, IReadOnlySet<string> hopeless, CancellationToken cancellation)
    {
        foreach (var messageId in failing.Where(hopeless.Contains))
        {
            LogUnreadable(mailbox.Department, NotGiven);
            await unreadable.TellAsync(mailbox, messageId, NotGiven, cancellation);
        }

        return [.. failing.Where(id => !hopeless.Contains(id))];
    }

    /// <returns>Null when it is gone.</returns>
    private async Task<ReadMail?> ReadAsync(Mailbox mailbox, string messageId, CancellationToken cancellation)
    {
        try
        {
            return await mailboxes.FindAsync(mailbox, messageId, cancellation) is { } message
                ? new ReadMail(messageId, message.ReceivedAt, translation.Read(message, mailbox))
                : null;
        }
        catch (Exception poison) when (poison is not (MailboxUnavailableException or OperationCanceledException))
        {
            // Whatever is wrong with one mail must not stop those behind it.
            LogUnreadable(mailbox.Department, poison.GetType().Name);
            await unreadable.TellAsync(mailbox, messageId, poison.GetType().Name, cancellation);
            return new ReadMail(messageId, null, new NormalisedRequest { Contacts = [], Ignored = [] }) { IsUnreadable = true };
        }
    }

    /// <summary>The contact is safe; a mail that stays unread is only a nuisance.</summary>
    private async Task FinishAsync(Mailbox mailbox, string messageId, CancellationToken cancellation)
    {
        if (mailbox.AfterPickup == AfterPickup.Nothing)
            return;
        try
        {
            await mailboxes.FinishAsync(mailbox, messageId, cancellation);
        }
        catch (MailboxUnavailableException failure)
        {
            LogNotFinished(mailbox.Department, failure.Message);
        }
    }

    /// <param name="MessageId">Of the mailbox.</param>
    /// <param name="ReceivedAt">Null when nobody knows.</param>
    /// <param name="Content">What it held.</param>
    private sealed record ReadMail(string MessageId, DateTimeOffset? ReceivedAt, NormalisedRequest Content)
    {
        public bool IsUnreadable { get; init; }
    }

    [LoggerMessage(132, LogLevel.Error, "A mail to {Department} could not be read ({Reason}); it is in quarantine, and stays in its mailbox.")]
    private partial void LogUnreadable(string? department, string reason);

    [LoggerMessage(133, LogLevel.Warning, "A mail to {Department} is picked up, but neither marked nor moved: {Reason}")]
    private partial void LogNotFinished(string? department, string reason);
}
