using Omni.Functions.Ingestion.Mailboxes;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

internal sealed class InMemoryMailboxPositions : IMailboxPositions
{
    private readonly Dictionary<string, MailboxPosition> _positions = [];
    private int _version;

    public Action<Mailbox> BeforeKeeping { get; set; } = static _ => { };

    /// <summary>Whose.</summary>
    public List<string> Kept { get; } = [];

    public Task<MailboxPosition?> FindAsync(Mailbox mailbox, CancellationToken cancellation) => Task.FromResult(_positions.GetValueOrDefault(mailbox.Key));

    public Task<MailboxPosition?> KeepAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation)
    {
        BeforeKeeping(mailbox);
        if (_positions.GetValueOrDefault(mailbox.Key)?.ETag != position.ETag)
            return Task.FromResult<MailboxPosition?>(null);
        Kept.Add(mailbox.Department!);
        return Task.FromResult<MailboxPosition?>(_positions[mailbox.Key] = position with { ETag = $"\"{++_version}\"" });
    }
}
