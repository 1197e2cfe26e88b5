using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>An item as it lies in the store.</summary>
internal readonly record struct StoredItem(ItemVersion Version, long? Ttl, byte[] Body)
{
    public bool IsExpired(CosmosContainer container, long now) =>
        container.Definition.DefaultTtl is { } byDefault && (Ttl ?? byDefault) is var ttl and > 0 && Version.Timestamp + ttl <= now;
}

/// <summary>Reads on one connection, which may be the writer's own in the middle of a batch.</summary>
internal static class ItemReader
{
    private const string Columns = "SELECT rid, lsn, ts, ttl, body FROM items WHERE ";

    public static StoredItem? Find(Database db, CosmosContainer container, PartitionKey key, string id, long now)
    {
        using var rows = db.Prepare($"{Columns}container = $1 AND id = $2 AND pk = $3", container.Number, id, key.Text).ExecuteReader();
        return rows.Read() && Current(rows) is var item && !item.IsExpired(container, now) ? item : null;
    }

    public static ItemResult Read(Database db, CosmosContainer container, ItemOperation operation, long now)
    {
        if (Find(db, container, operation.PartitionKey, operation.Id, now) is not { } item) return ItemResult.Failed(404, "The item does not exist.");
        var etag = item.Version.ETag;
        var unchanged = operation.IfNoneMatch is { } known && (known == "*" || known == etag);
        return new ItemResult
        {
            Status = unchanged ? 304 : 200,
            Body = unchanged ? default : item.Body,
            ETag = etag,
            Charge = unchanged ? RequestCharges.Read(0) : RequestCharges.Read(item.Body.Length),
        };
    }

    /// <summary>Items in insertion order after <paramref name="afterRid"/>, read as they are enumerated.</summary>
    public static IEnumerable<StoredItem> Scan(Database db, CosmosContainer container, ItemScope scope, long afterRid, long now)
    {
        // Beyond one key the plus keeps SQLite from an index on the container, after which it would sort all items for each page.
        var column = scope.Key is null ? "+container" : "container";
        return Rows(db.Prepare($"{Columns}{scope.Condition} AND {column} = $3 AND rid > $4 ORDER BY rid", scope.Low, scope.High, container.Number, afterRid), container, now);
    }

    /// <summary>Items in the order of their last change after <paramref name="afterLsn"/>, not older than <paramref name="since"/> (unix seconds).</summary>
    public static IEnumerable<StoredItem> Changes(Database db, CosmosContainer container, ItemScope scope, long afterLsn, long since, long now) => Rows(
        db.Prepare($"{Columns}{scope.Condition} AND container = $3 AND lsn > $4 AND ts >= $5 ORDER BY lsn", scope.Low, scope.High, container.Number, afterLsn, since),
        container,
        now);

    public static IEnumerable<StoredItem> Rows(SqliteCommand command, CosmosContainer container, long now)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var item = Current(rows);
            if (!item.IsExpired(container, now)) yield return item;
        }
    }

    public static StoredItem Current(SqliteDataReader rows) => new(
        new ItemVersion(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)),
        rows.IsDBNull(3) ? null : rows.GetInt64(3),
        rows.GetFieldValue<byte[]>(4));
}
