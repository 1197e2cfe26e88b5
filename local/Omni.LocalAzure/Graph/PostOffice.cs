using Omni.LocalAzure.Graph.Notices;
using Omni.LocalAzure.Graph.Store;
using Omni.LocalAzure.Providers.Sending;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph;

/// <summary>The mailboxes of an organisation, in one SQLite file and a folder for what is large. Clients reach them over HTTP (<see cref="GraphEndpoints.MapGraphMail"/>).</summary>
public sealed class PostOffice : IAsyncDisposable
{
    private readonly CommitQueue _queue;
    private readonly TimeProvider _time;

    /// <param name="folder">For the state.</param>
    /// <param name="time">Stamps messages and ends subscriptions.</param>
    public PostOffice(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        _time = time;
        _queue = new CommitQueue(Path.Combine(folder, "graph.db"), MailSchema.Sql);
        Files = new MailFiles(Path.Combine(folder, "files"));
        Files.KeepOnly(NamedFiles());
        Mailboxes = new MailboxStore(_queue);
        Subscriptions = new SubscriptionStore(_queue, time);
        Notices = new NoticeBoard(Subscriptions, time);
        Messages = new MessageStore(_queue, Files) { Changed = Notices.Tell };
        Uploads = new UploadStore(_queue);
        Faults = new GraphFaults(time);
    }

    public GraphFaults Faults { get; }

    public GraphStatistics Statistics { get; } = new();

    /// <summary>Told of each mail to somebody elsewhere.</summary>
    internal Action<SendRequest> Sent { get; set; } = static _ => { };

    /// <summary>Shows changes again, as the service sometimes does.</summary>
    public bool Replays { get; set; }

    /// <summary>Whether a forgotten position is answered with 410 and a new address, or with 400.</summary>
    public bool ForgetsWithGone { get; set; } = true;

    public IReadOnlyList<Mailbox> KnownMailboxes => Mailboxes.All;

    internal MailboxStore Mailboxes { get; }

    internal MessageStore Messages { get; }

    internal UploadStore Uploads { get; }

    internal SubscriptionStore Subscriptions { get; }

    internal NoticeBoard Notices { get; }

    internal MailFiles Files { get; }

    internal TimeProvider Time => _time;

    /// <summary>In seconds, as the service counts.</summary>
    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Makes the mailboxes that are not there yet.</summary>
    public async Task ProvisionAsync(IEnumerable<string> addresses)
    {
        foreach (var address in addresses) await Mailboxes.CreateAsync(address);
    }

    /// <summary>Files a message from outside.</summary>
    /// <param name="wire">RFC 5322.</param>
    /// <param name="envelope">Whom it is for; empty for those it names itself.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">It is no message.</exception>
    public Task<IReadOnlyList<StoredMessage>> DeliverAsync(Stream wire, IReadOnlyList<string> envelope, CancellationToken cancellation) =>
        new Postman(this).DeliverAsync(wire, envelope, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Notices.DisposeAsync();
        _queue.Dispose();
    }

    private HashSet<string> NamedFiles() => _queue.Read(db =>
    {
        using var rows = db.Prepare("SELECT file FROM attachments WHERE file IS NOT NULL UNION SELECT mime FROM messages WHERE mime IS NOT NULL UNION SELECT json_extract(document, '$.file') FROM uploads").ExecuteReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    });
}
