using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Messages as rows.</summary>
internal static class MessageRows
{
    public const string Select = "SELECT number, mailbox, folder, immutable, id, entered, changed, mime, document FROM messages ";

    public static StoredMessage? First(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        return rows.Read() ? Of(rows) : null;
    }

    public static List<StoredMessage> All(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        var found = new List<StoredMessage>();
        while (rows.Read()) found.Add(Of(rows));
        return found;
    }

    /// <summary>By the id of either kind.</summary>
    public static StoredMessage? Find(Database db, string mailbox, string id) =>
        First(db.Prepare(Select + "WHERE mailbox = $1 AND (immutable = $2 OR id = $2)", mailbox, id));

    public static StoredMessage? Find(Database db, long number) => First(db.Prepare(Select + "WHERE number = $1", number));

    public static StoredMessage Insert(Database db, MailFolder folder, MailMessage content, string? mimeFile)
    {
        var sequence = MailSequence.Next(db);
        var immutable = MailIds.Immutable();
        db.Execute(
            """
            INSERT INTO messages(mailbox, folder, immutable, id, internet_id, conversation, received, is_read, entered, changed, mime, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
            """,
            folder.Mailbox, folder.Id, immutable, MailIds.Message(), content.InternetMessageId, content.ConversationId, content.ReceivedAt.ToUnixTimeSeconds(), content.IsRead ? 1 : 0, sequence, mimeFile, Text(content));
        return Find(db, folder.Mailbox, immutable)!; // inserted in this transaction
    }

    public static StoredMessage Update(Database db, StoredMessage message, MailMessage content)
    {
        db.Execute(
            "UPDATE messages SET internet_id = $2, received = $3, is_read = $4, changed = $5, document = $6 WHERE number = $1",
            message.Number, content.InternetMessageId, content.ReceivedAt.ToUnixTimeSeconds(), content.IsRead ? 1 : 0, MailSequence.Next(db), Text(content));
        return Find(db, message.Number)!; // the caller has found it in this transaction
    }

    /// <summary>It leaves one folder and enters the other, with a new id of the kind that does not last.</summary>
    public static StoredMessage Move(Database db, StoredMessage message, MailFolder destination)
    {
        Remember(db, message);
        var sequence = MailSequence.Next(db);
        db.Execute("UPDATE messages SET folder = $2, id = $3, entered = $4, changed = $4 WHERE number = $1", message.Number, destination.Id, MailIds.Message(), sequence);
        return Find(db, message.Number)!; // the caller has found it in this transaction
    }

    /// <returns>The files that nobody needs any more.</returns>
    public static IReadOnlyList<string> Delete(Database db, StoredMessage message)
    {
        Remember(db, message);
        var files = AttachmentRows.All(db, message.Number).Select(attachment => attachment.File).Append(message.MimeFile).OfType<string>().ToList();
        db.Execute("DELETE FROM attachments WHERE message = $1", message.Number);
        db.Execute("DELETE FROM messages WHERE number = $1", message.Number);
        return files;
    }

    private static void Remember(Database db, StoredMessage message) => db.Execute(
        "INSERT INTO removals(sequence, folder, immutable, id) VALUES ($1, $2, $3, $4)", MailSequence.Next(db), message.Folder, message.ImmutableId, message.Id);

    private static string Text(MailMessage content) => JsonSerializer.Serialize(content, MailJson.Default.MailMessage);

    private static StoredMessage Of(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Mailbox = row.GetString(1),
        Folder = row.GetString(2),
        ImmutableId = row.GetString(3),
        Id = row.GetString(4),
        Entered = row.GetInt64(5),
        Changed = row.GetInt64(6),
        MimeFile = row.IsDBNull(7) ? null : row.GetString(7),
        Content = JsonSerializer.Deserialize(row.GetString(8), MailJson.Default.MailMessage)!, // written by Text
    };
}
