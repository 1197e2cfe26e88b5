using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Tests.Channels;
using Omni.Functions.Tests.Worker;
using Omni.Worker;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

/// <summary>Two mailboxes of a business and the timer that looks into them.</summary>
internal sealed class PostRoom : IDisposable, IUnreadableMail
{
    public static readonly Mailbox Sales = new("sales@shop.example", "inbox", "sales", AfterPickup.Nothing);

    public static readonly Mailbox Design = new("design@shop.example", "inbox", "design", new AfterPickup(MarkRead: true, MoveTo: "archive"));

    public InMemoryMailboxes Mailboxes { get; } = new();

    public InMemoryMailboxPositions Positions { get; } = new();

    public TopicInMemory Topic { get; } = new();

    public LogRecords Log { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Samples.ReceivedAt);

    /// <summary>Mailbox, message and reason.</summary>
    public List<(string, string, string)> Quarantine { get; } = [];

    public IEnumerable<string> Texts => Topic.Published.Select(static contact => contact.Text!);

    public void Dispose() => Log.Dispose();

    /// <summary>Somebody writes to the business.</summary>
    public void Mail(Mailbox mailbox, int number, string from = "anna@example.com") => Mailboxes.Deliver(mailbox, new MailboxMessage
    {
        Id = $"{mailbox.Department}-{number}",
        ReceivedAt = Samples.ReceivedAt.AddMinutes(number),
        Subject = $"Mail {number}",
        Text = $"Text {number}",
        InternetMessageId = $"<{number}@example.com>",
        Headers = [new("From", from), new("Message-ID", $"<{number}@example.com>"), new("Date", "Mon, 2 Mar 2026 09:00:00 +0000")],
    });

    public Task RunAsync()
    {
        var logs = new LoggerFactory([Log]);
        var list = new MailboxList([Sales, Design]);
        var reading = new MailReading(Mailboxes, new MailTranslation(Samples.Catalogue, list), new Inbox(Topic, new CrmTopicInMemory(), new ReceiptsInMemory()), this, logs.CreateLogger<MailReading>());
        var pickup = new MailboxPickup(Mailboxes, Positions, reading, Clock, logs.CreateLogger<MailboxPickup>());
        return new MailboxPoll(list, new MailboxVisit(pickup, logs.CreateLogger<MailboxVisit>())).Run(new TimerInfo(), default);
    }

    public Task TellAsync(Mailbox mailbox, string messageId, string reason, CancellationToken cancellation)
    {
        Quarantine.Add((mailbox.Department!, messageId, reason));
        return Task.CompletedTask;
    }
}
