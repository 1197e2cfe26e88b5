using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Mailboxes and their folders.</summary>
internal sealed class MailboxStore(CommitQueue queue)
{
    private const string Folder = "SELECT id, mailbox, known, name, generation FROM folders ";

    public IReadOnlyList<Mailbox> All => queue.Read(db =>
    {
        using var rows = db.Prepare("SELECT address, id FROM mailboxes ORDER BY rowid").ExecuteReader();
        var found = new List<Mailbox>();
        while (rows.Read()) found.Add(new Mailbox(rows.GetString(0), rows.GetString(1)));
        return found;
    });

    /// <summary>Makes the mailbox with its folders unless it is there.</summary>
    public Task<Mailbox> CreateAsync(string address) => queue.WriteAsync(db =>
    {
        var known = address.ToLowerInvariant();
        if (Find(db, known) is { } there) return there;
        var made = new Mailbox(known, Guid.NewGuid().ToString());
        db.Execute("INSERT INTO mailboxes(address, id) VALUES ($1, $2)", made.Address, made.Id);
        foreach (var (knownAs, name) in KnownFolders.All)
            db.Execute("INSERT INTO folders(id, mailbox, known, name) VALUES ($1, $2, $3, $4)", MailIds.Folder(), made.Address, knownAs, name);
        return made;
    });

    /// <param name="user">The address, or the id of the user.</param>
    public Mailbox? Find(string user) => queue.Read(db => Find(db, user));

    public IReadOnlyList<MailFolder> Folders(Mailbox mailbox) => queue.Read(db =>
    {
        using var rows = db.Prepare(Folder + "WHERE mailbox = $1 ORDER BY rowid", mailbox.Address).ExecuteReader();
        var found = new List<MailFolder>();
        while (rows.Read()) found.Add(FolderOf(rows));
        return found;
    });

    /// <param name="mailbox">Its owner.</param>
    /// <param name="folder">The id, or the well-known name.</param>
    public MailFolder? FindFolder(Mailbox mailbox, string folder) => queue.Read(db => FindFolder(db, mailbox.Address, folder));

    /// <returns>Null when there is one of this name.</returns>
    public Task<MailFolder?> CreateFolderAsync(Mailbox mailbox, string name) => queue.WriteAsync(db =>
    {
        var made = new MailFolder { Id = MailIds.Folder(), Mailbox = mailbox.Address, Name = name };
        var inserted = db.Execute("INSERT OR IGNORE INTO folders(id, mailbox, known, name) VALUES ($1, $2, NULL, $3)", made.Id, mailbox.Address, name);
        return inserted == 1 ? made : null;
    });

    /// <summary>Forgets every position in the folder that was given out.</summary>
    public Task ForgetPositionsAsync(MailFolder folder) => queue.WriteAsync(db => db.Execute("UPDATE folders SET generation = generation + 1 WHERE id = $1", folder.Id));

    /// <returns>How many messages it holds, and how many of them nobody read.</returns>
    public (long Total, long Unread) Count(MailFolder folder) => queue.Read(db =>
    {
        using var rows = db.Prepare("SELECT COUNT(*), COALESCE(SUM(1 - is_read), 0) FROM messages WHERE folder = $1", folder.Id).ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : (0, 0);
    });

    internal static MailFolder? FindFolder(Database db, string mailbox, string folder)
    {
        using var rows = db.Prepare(Folder + "WHERE mailbox = $1 AND (id = $2 OR known = $3)", mailbox, folder, folder.ToLowerInvariant()).ExecuteReader();
        return rows.Read() ? FolderOf(rows) : null;
    }

    private static Mailbox? Find(Database db, string user)
    {
        using var rows = db.Prepare("SELECT address, id FROM mailboxes WHERE address = $1 OR id = $1", user.ToLowerInvariant()).ExecuteReader();
        return rows.Read() ? new Mailbox(rows.GetString(0), rows.GetString(1)) : null;
    }

    private static MailFolder FolderOf(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Mailbox = row.GetString(1),
        KnownAs = row.IsDBNull(2) ? null : row.GetString(2),
        Name = row.GetString(3),
        Generation = row.GetInt64(4),
    };
}
