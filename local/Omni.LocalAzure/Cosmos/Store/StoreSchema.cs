using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>Tables of the account. An item's <c>rid</c> is the number of the change that created it, so rid order is insertion order.</summary>
internal static class StoreSchema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS databases(number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, ts INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS containers(number INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL, name TEXT NOT NULL,
            definition TEXT NOT NULL, offer TEXT, ts INTEGER NOT NULL, UNIQUE(database, name));
        CREATE TABLE IF NOT EXISTS items(rid INTEGER PRIMARY KEY, container INTEGER NOT NULL, pk TEXT NOT NULL, id TEXT NOT NULL,
            lsn INTEGER NOT NULL, ts INTEGER NOT NULL, ttl INTEGER, body BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS items_by_id ON items(container, id, pk);
        CREATE INDEX IF NOT EXISTS items_by_key ON items(container, pk);
        CREATE INDEX IF NOT EXISTS items_by_lsn ON items(container, lsn);
        CREATE INDEX IF NOT EXISTS items_by_expiry ON items(container, ts + ttl) WHERE ttl > 0;
        CREATE TABLE IF NOT EXISTS kept(one INTEGER PRIMARY KEY, lsn INTEGER NOT NULL);
        """;

    /// <summary>How the names of a container's own indexes begin.</summary>
    /// <param name="kind"><c>order</c> for a property within one key, <c>value</c> for one over all keys, <c>unique</c> for a unique key.</param>
    /// <param name="container">The container's number.</param>
    public static string IndexPrefix(string kind, long container) => $"items_{kind}_{container}_";

    public static void DropIndexes(Database db, long container)
    {
        var names = new List<string>();
        var own = db.Prepare(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND (name GLOB $1 OR name GLOB $2 OR name GLOB $3)",
            IndexPrefix("order", container) + "*", IndexPrefix("value", container) + "*", IndexPrefix("unique", container) + "*");
        using (var rows = own.ExecuteReader())
        {
            while (rows.Read()) names.Add(rows.GetString(0));
        }

        foreach (var name in names) db.Execute($"DROP INDEX \"{name}\"");
    }
}
