using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>Messages of all mailboxes. A write is answered when it is on disk.</summary>
internal sealed class MessageStore(CommitQueue queue, MailFiles files)
{
    /// <summary>Runs on the writer after the commit, in the order of the changes.</summary>
    public Action<MailChange>? Changed { get; init; }

    /// <param name="mailbox">Its address.</param>
    /// <param name="id">Of either kind.</param>
    public StoredMessage? Find(string mailbox, string id) => queue.Read(db => MessageRows.Find(db, mailbox, id));

    /// <summary>A page in the order asked for.</summary>
    public IReadOnlyList<StoredMessage> List(Mailbox mailbox, MailFolder? folder, MessageQuery query) => queue.Read(db => MessageRows.All(db.Prepare(
        MessageRows.Select + "WHERE mailbox = $1 AND ($2 IS NULL OR folder = $2) " + query.Where
        + (query.OldestFirst ? "ORDER BY received, number " : "ORDER BY received DESC, number DESC ") + "LIMIT $3 OFFSET $4",
        [mailbox.Address, folder?.Id, query.Top, query.Skip, .. query.Values])));

    public Task<StoredMessage> AddAsync(MailFolder folder, MailMessage content, IReadOnlyList<MailAttachment> attachments, string? mimeFile = null) =>
        queue.WriteAsync(
            db =>
            {
                var message = MessageRows.Insert(db, folder, content, mimeFile);
                foreach (var attachment in attachments) AttachmentRows.Insert(db, message.Number, attachment);
                return message;
            },
            committed: message => Changed?.Invoke(new MailChange(MailChangeKind.Created, message)));

    /// <returns>Null when it is not there any more.</returns>
    public Task<StoredMessage?> UpdateAsync(StoredMessage message, Func<MailMessage, MailMessage> change) => queue.WriteAsync(
        db => MessageRows.Find(db, message.Number) is { } current ? MessageRows.Update(db, current, change(current.Content)) : null,
        committed: changed => Tell(MailChangeKind.Updated, changed));

    /// <returns>Null when it is not there any more.</returns>
    public Task<StoredMessage?> MoveAsync(StoredMessage message, MailFolder destination, Func<MailMessage, MailMessage>? change = null) => queue.WriteAsync(
        db =>
        {
            if (MessageRows.Find(db, message.Number) is not { } current) return null;
            var moved = MessageRows.Move(db, current, destination);
            return change is null ? moved : MessageRows.Update(db, moved, change(moved.Content));
        },
        committed: moved =>
        {
            if (moved is not null) Tell(MailChangeKind.Deleted, message);
            Tell(MailChangeKind.Created, moved);
        });

    /// <returns>False when it was not there any more.</returns>
    public async Task<bool> DeleteAsync(StoredMessage message)
    {
        var unneeded = await queue.WriteAsync(
            db => MessageRows.Find(db, message.Number) is { } current ? MessageRows.Delete(db, current) : null,
            committed: deleted =>
            {
                if (deleted is not null) Changed?.Invoke(new MailChange(MailChangeKind.Deleted, message));
            });
        files.Delete(unneeded ?? []);
        return unneeded is not null;
    }

    /// <summary>The conversation of the newest of these messages that the mailbox has; null when it has none.</summary>
    /// <param name="mailbox">Its address.</param>
    /// <param name="internetIds">Oldest first.</param>
    public string? ConversationOf(string mailbox, IEnumerable<string> internetIds) => queue.Read(db =>
    {
        foreach (var id in internetIds.Reverse())
        {
            if (db.Prepare("SELECT conversation FROM messages WHERE mailbox = $1 AND internet_id = $2", mailbox, id).ExecuteScalar() is string known) return known;
        }

        return null;
    });

    public MailPage ReadChanges(MailFolder folder, MailPosition position, int max) => queue.Read(db => MailChanges.Read(db, folder, position, max));

    /// <summary>The last change before a position once more.</summary>
    public IReadOnlyList<FolderChange> ReadBefore(MailFolder folder, MailPosition position) => queue.Read(db => MailChanges.Before(db, folder, position, 1));

    public IReadOnlyList<MailAttachment> Attachments(StoredMessage message) => queue.Read(db => AttachmentRows.All(db, message.Number));

    public MailAttachment? FindAttachment(StoredMessage message, string id) => queue.Read(db => AttachmentRows.Find(db, message.Number, id));

    /// <returns>Null when the message is not there any more.</returns>
    public Task<StoredMessage?> AttachAsync(StoredMessage message, MailAttachment attachment) => queue.WriteAsync(
        db =>
        {
            if (MessageRows.Find(db, message.Number) is not { } current) return null;
            AttachmentRows.Insert(db, message.Number, attachment);
            return Recounted(db, current);
        },
        committed: changed => Tell(MailChangeKind.Updated, changed));

    public async Task DetachAsync(StoredMessage message, MailAttachment attachment)
    {
        await queue.WriteAsync(
            db =>
            {
                AttachmentRows.Delete(db, attachment.Id);
                return MessageRows.Find(db, message.Number) is { } current ? Recounted(db, current) : null;
            },
            committed: changed => Tell(MailChangeKind.Updated, changed));
        if (attachment.File is { } file) files.Delete([file]);
    }

    private static StoredMessage Recounted(Database db, StoredMessage message) => MessageRows.Update(
        db, message, message.Content with { HasAttachments = AttachmentRows.All(db, message.Number).Any(attachment => !attachment.IsInline) });

    private void Tell(MailChangeKind kind, StoredMessage? message)
    {
        if (message is not null) Changed?.Invoke(new MailChange(kind, message));
    }
}

public enum MailChangeKind
{
    Created,
    Updated,
    Deleted,
}

/// <param name="Kind">As those who subscribed hear of it.</param>
/// <param name="Message">As it is now, or was.</param>
public sealed record MailChange(MailChangeKind Kind, StoredMessage Message);

/// <summary>Which messages, and in which order.</summary>
internal sealed record MessageQuery
{
    /// <summary>Further conditions, each with its <c>AND</c>; their values begin at <c>$5</c>.</summary>
    public string Where { get; init; } = "";

    public IReadOnlyList<object> Values { get; init; } = [];

    public bool OldestFirst { get; init; }

    public int Top { get; init; }

    public int Skip { get; init; }
}
