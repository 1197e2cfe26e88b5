using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>
/// Numbers every change of the account, rising for ever. Used by the writer alone. The newest number is the largest one on an item,
/// or, when that item was deleted, the one kept with the deletion: so ordinary writes need no counter on disk.
/// </summary>
internal sealed class ChangeSequence
{
    private long _last;

    public ChangeSequence(CommitQueue queue)
    {
        _last = queue.Read(db => (long)db.Prepare("""
            SELECT max(coalesce((SELECT max((SELECT max(lsn) FROM items WHERE container = c.number)) FROM containers c), 0),
                coalesce((SELECT lsn FROM kept), 0),
                coalesce((SELECT max(rid) FROM items), 0))
            """).ExecuteScalar()!); // an expression without FROM always has a row
    }

    public long Next() => ++_last;

    /// <summary>Remembers a number that no item carries.</summary>
    public static void Keep(Database db, long number) => db.Execute("INSERT INTO kept(one, lsn) VALUES(1, $1) ON CONFLICT DO UPDATE SET lsn = excluded.lsn", number);
}
