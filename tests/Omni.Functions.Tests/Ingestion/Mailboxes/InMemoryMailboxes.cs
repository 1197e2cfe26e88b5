using System.Globalization;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

/// <summary>Mailboxes that tell of new messages page by page, and of some twice.</summary>
internal sealed class InMemoryMailboxes : IMailboxes
{
    private readonly List<(string Mailbox, MailboxMessage Message)> _messages = [];

    public int PageSize { get; set; } = 3;

    /// <summary>What it throws is a call that failed.</summary>
    public Action<string> BeforeCall { get; set; } = static _ => { };

    public HashSet<string> Unreadable { get; } = [];

    public HashSet<string> Gone { get; } = [];

    /// <summary>Positions from before here are forgotten.</summary>
    public int ForgottenBefore { get; set; }

    public List<string> Finished { get; } = [];

    public List<string> Calls { get; } = [];

    public void Deliver(Mailbox mailbox, MailboxMessage message) => _messages.Add((mailbox.Address, message));

    public Task<MailboxPage> ReadAsync(Mailbox mailbox, string? position, DateTimeOffset since, CancellationToken cancellation)
    {
        Call(position is null ? "begin" : "read on");
        var from = position is null ? 0 : int.Parse(position, CultureInfo.InvariantCulture);
        if (position is not null && from < ForgottenBefore)
            throw new PositionLostException();
        var rest = _messages.Select(static (entry, at) => (entry.Mailbox, entry.Message, At: at)).Skip(from)
            .Where(entry => entry.Mailbox == mailbox.Address && (position is not null || entry.Message.ReceivedAt >= since)).ToList();
        var page = rest.Take(PageSize).ToList();
        var isLast = page.Count == rest.Count;
        var end = isLast ? _messages.Count : page[^1].At + 1;

        // The feed may tell of a message more than once.
        return Task.FromResult(new MailboxPage(
            [.. page.Select(static entry => entry.Message.Id), .. page.Take(1).Select(static entry => entry.Message.Id)], end.ToString(CultureInfo.InvariantCulture), isLast));
    }

    public Task<MailboxMessage?> FindAsync(Mailbox mailbox, string messageId, CancellationToken cancellation)
    {
        Call($"find {messageId}");
        if (Unreadable.Contains(messageId))
            throw new FormatException("Broken.");
        return Task.FromResult(Gone.Contains(messageId) ? null : _messages.Find(entry => entry.Mailbox == mailbox.Address && entry.Message.Id == messageId).Message);
    }

    public Task FinishAsync(Mailbox mailbox, string messageId, CancellationToken cancellation)
    {
        Call($"finish {messageId}");
        Finished.Add(messageId);
        return Task.CompletedTask;
    }

    private void Call(string name)
    {
        lock (Calls)
        {
            BeforeCall(name);
            Calls.Add(name);
        }
    }
}
