using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Attachments as rows, in the order they came.</summary>
internal static class AttachmentRows
{
    private const string Select = "SELECT id, kind, name, content_type, content_id, is_inline, size, file, url, modified FROM attachments ";

    public static List<MailAttachment> All(Database db, long message)
    {
        using var rows = db.Prepare(Select + "WHERE message = $1 ORDER BY number", message).ExecuteReader();
        var found = new List<MailAttachment>();
        while (rows.Read()) found.Add(Of(rows));
        return found;
    }

    public static MailAttachment? Find(Database db, long message, string id)
    {
        using var rows = db.Prepare(Select + "WHERE message = $1 AND id = $2", message, id).ExecuteReader();
        return rows.Read() ? Of(rows) : null;
    }

    public static void Insert(Database db, long message, MailAttachment attachment) => db.Execute(
        """
        INSERT INTO attachments(id, message, kind, name, content_type, content_id, is_inline, size, file, url, modified)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        attachment.Id, message, attachment.Kind.ToString(), attachment.Name, attachment.ContentType, attachment.ContentId, attachment.IsInline ? 1 : 0, attachment.Size, attachment.File, attachment.Url, attachment.ModifiedAt.ToUnixTimeSeconds());

    public static void Delete(Database db, string id) => db.Execute("DELETE FROM attachments WHERE id = $1", id);

    private static MailAttachment Of(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Kind = Enum.Parse<AttachmentKind>(row.GetString(1)),
        Name = Text(row, 2),
        ContentType = Text(row, 3),
        ContentId = Text(row, 4),
        IsInline = row.GetInt64(5) != 0,
        Size = row.GetInt64(6),
        File = Text(row, 7),
        Url = Text(row, 8),
        ModifiedAt = DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(9)),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
