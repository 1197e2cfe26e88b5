namespace Omni.LocalAzure.Graph.Store;

/// <summary>Tables of the mailboxes. <c>entered</c> and <c>changed</c> are numbers of the one sequence of changes; times are unix seconds.</summary>
internal static class MailSchema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS mailboxes(address TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS folders(id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, known TEXT, name TEXT NOT NULL,
            generation INTEGER NOT NULL DEFAULT 0, UNIQUE(mailbox, name));
        CREATE TABLE IF NOT EXISTS messages(number INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, folder TEXT NOT NULL,
            immutable TEXT NOT NULL UNIQUE, id TEXT NOT NULL UNIQUE, internet_id TEXT, conversation TEXT NOT NULL, received INTEGER NOT NULL,
            is_read INTEGER NOT NULL, entered INTEGER NOT NULL, changed INTEGER NOT NULL, mime TEXT, document TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS messages_by_entry ON messages(folder, entered);
        CREATE INDEX IF NOT EXISTS messages_by_change ON messages(folder, changed);
        CREATE INDEX IF NOT EXISTS messages_by_receipt ON messages(mailbox, received);
        CREATE INDEX IF NOT EXISTS messages_by_internet_id ON messages(mailbox, internet_id);
        CREATE TABLE IF NOT EXISTS removals(sequence INTEGER PRIMARY KEY, folder TEXT NOT NULL, immutable TEXT NOT NULL, id TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS removals_by_folder ON removals(folder, sequence);
        CREATE TABLE IF NOT EXISTS attachments(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, message INTEGER NOT NULL,
            kind TEXT NOT NULL, name TEXT, content_type TEXT, content_id TEXT, is_inline INTEGER NOT NULL, size INTEGER NOT NULL,
            file TEXT, url TEXT, modified INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS attachments_by_message ON attachments(message);
        CREATE TABLE IF NOT EXISTS uploads(token TEXT PRIMARY KEY, message INTEGER NOT NULL, document TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS subscriptions(id TEXT PRIMARY KEY, document TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS kept(one INTEGER PRIMARY KEY, sequence INTEGER NOT NULL);
        INSERT OR IGNORE INTO kept(one, sequence) VALUES (1, 0);
        """;
}
