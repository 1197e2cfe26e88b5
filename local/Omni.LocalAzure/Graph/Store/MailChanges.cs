using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Graph.Store;

/// <summary>
/// What changed in a folder after a position. Each message stands at its last change, or with <see cref="MailPosition.Only"/> <c>created</c> where it entered the folder,
/// so a message that changes while somebody pages comes again later and none is missed.
/// </summary>
internal static class MailChanges
{
    private const string Received = "AND received >= $3 ";

    public static MailPage Read(Database db, MailFolder folder, MailPosition position, int max)
    {
        // One view of the file for all that follows: what is committed in between must not fall before the position that is reached.
        db.Execute("BEGIN");
        try
        {
            return ReadView(db, folder, position, max);
        }
        finally
        {
            db.Execute("COMMIT");
        }
    }

    /// <summary>The last messages at or before a position, for those who want to see them again.</summary>
    public static IReadOnlyList<FolderChange> Before(Database db, MailFolder folder, MailPosition position, int max) =>
        [.. MessageRows.All(db.Prepare(
            MessageRows.Select + $"WHERE folder = $1 AND entered <= $2 {Received}ORDER BY entered DESC LIMIT $4", folder.Id, position.After, position.From, max)).Select(message => new FolderChange(message.Entered, message, null))];

    private static MailPage ReadView(Database db, MailFolder folder, MailPosition position, int max)
    {
        var changes = (position.Only is "deleted" ? [] : Messages(db, folder, position, max + 1))
            .Concat(position.Only is null or "deleted" && position.After > 0 ? Removals(db, folder, position, max + 1) : [])
            .OrderBy(change => change.Sequence).Take(max + 1).ToList();
        var page = changes.Take(max).ToList();
        return new MailPage(page, changes.Count > max, page.Count > 0 ? page[^1].Sequence : Reached(db, position));
    }

    /// <summary>Without removals in the first round nothing has to be remembered of what was there before it.</summary>
    private static long Reached(Database db, MailPosition position) => position.After > 0 ? position.After : MailSequence.Current(db);

    private static IEnumerable<FolderChange> Messages(Database db, MailFolder folder, MailPosition position, int max)
    {
        var (order, condition) = position.Only switch
        {
            "created" => ("entered", ""),
            "updated" => ("changed", "AND changed > entered "),
            _ => ("changed", ""),
        };
        return MessageRows.All(db.Prepare(
                MessageRows.Select + $"WHERE folder = $1 AND {order} > $2 {condition}{Received}ORDER BY {order} LIMIT $4", folder.Id, position.After, position.From, max))
            .Select(message => new FolderChange(position.Only is "created" ? message.Entered : message.Changed, message, null));
    }

    private static List<FolderChange> Removals(Database db, MailFolder folder, MailPosition position, int max)
    {
        using var rows = db.Prepare("SELECT sequence, immutable, id FROM removals WHERE folder = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", folder.Id, position.After, max).ExecuteReader();
        var found = new List<FolderChange>();
        while (rows.Read()) found.Add(new FolderChange(rows.GetInt64(0), null, new RemovedMessage(rows.GetString(1), rows.GetString(2))));
        return found;
    }
}

/// <summary>A place in the changes of a folder.</summary>
/// <param name="After">0 is before everything.</param>
/// <param name="From">Unix seconds: messages received before are left out.</param>
/// <param name="Only"><c>created</c>, <c>updated</c> or <c>deleted</c>; null for all.</param>
internal sealed record MailPosition(long After, long From, string? Only);

/// <param name="Changes">In order.</param>
/// <param name="HasMore">There are more now.</param>
/// <param name="Reached">The position to go on from.</param>
internal sealed record MailPage(IReadOnlyList<FolderChange> Changes, bool HasMore, long Reached);

/// <summary>Either a message or what is left of one.</summary>
internal sealed record FolderChange(long Sequence, StoredMessage? Message, RemovedMessage? Removed);

internal sealed record RemovedMessage(string ImmutableId, string Id);
