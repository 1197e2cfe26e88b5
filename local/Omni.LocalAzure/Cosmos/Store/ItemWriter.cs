using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Store;

/// <summary>Applies operations on the writer's connection; checks come before writes, so a refused operation has changed nothing.</summary>
internal sealed class ItemWriter(ChangeSequence sequence, TimeProvider time)
{
    /// <summary>SQLITE_CONSTRAINT_UNIQUE: https://sqlite.org/rescode.html.</summary>
    private const int UniqueViolation = 2067;

    public ItemResult Apply(Database db, CosmosContainer container, ItemOperation operation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return operation switch
        {
            { Kind: ItemOperationKind.Read } => ItemReader.Read(db, container, operation, now),
            { Kind: ItemOperationKind.Delete } => Delete(db, container, operation, now),
            { Kind: ItemOperationKind.Patch, Patch: { } patch } => Patch(db, container, operation, patch, now),
            { Kind: ItemOperationKind.Create, Document: { } document } => Create(db, container, document, now),
            { Document: { } document } => Replace(db, container, operation, document, now),
            _ => throw new ArgumentException("The operation lacks its document.", nameof(operation)),
        };
    }

    /// <summary>Takes items past their time to live out of the file; reads have left them out before.</summary>
    /// <returns>How many, at most <paramref name="max"/>.</returns>
    public int RemoveExpired(Database db, CosmosContainer container, int max)
    {
        if (container.Definition.DefaultTtl is not { } byDefault) return 0;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var removed = Remove("ttl > 0 AND ts + ttl <= $2", now);
        if (byDefault > 0) removed += Remove("ttl IS NULL AND ts <= $2", now - byDefault);
        if (removed > 0) ChangeSequence.Keep(db, sequence.Next());
        return removed;

        int Remove(string expired, long at) => db.Execute(
            $"DELETE FROM items WHERE rid IN (SELECT rid FROM items WHERE container = $1 AND {expired} LIMIT $3)", container.Number, at, max);
    }

    /// <summary>Takes out what has expired and still holds the document's id, or a value of a unique key.</summary>
    private bool TryFree(Database db, CosmosContainer container, ItemDocument document, long now)
    {
        if (container.Definition.DefaultTtl is not { } byDefault) return false;
        if (container.Definition.UniqueKeys.Count > 0) return RemoveExpired(db, container, int.MaxValue) > 0;
        var removed = db.Execute(
            "DELETE FROM items WHERE container = $1 AND id = $2 AND pk = $3 AND ((ttl > 0 AND ts + ttl <= $4) OR (ttl IS NULL AND ts <= $5))",
            container.Number, document.Id, document.PartitionKey.Text, now, byDefault > 0 ? now - byDefault : null);
        if (removed > 0) ChangeSequence.Keep(db, sequence.Next());
        return removed > 0;
    }

    private ItemResult Create(Database db, CosmosContainer container, ItemDocument document, long now)
    {
        var lsn = sequence.Next();
        var version = new ItemVersion(lsn, lsn, now);
        var body = version.Document(document.Properties, container);
        if (body.Length > ItemDocument.MaxBytes) return TooLarge();
        if (!Insert(db, container, document, version, body) && (!TryFree(db, container, document, now) || !Insert(db, container, document, version, body)))
            return Conflict();
        return Written(201, version, body, RequestCharges.Create(body.Length, document.IndexedLeaves));
    }

    private ItemResult Replace(Database db, CosmosContainer container, ItemOperation operation, ItemDocument document, long now)
    {
        var known = ItemReader.Find(db, container, document.PartitionKey, document.Id, now);
        if (known is not { } item)
        {
            return operation.Kind == ItemOperationKind.Upsert
                ? Create(db, container, document, now)
                : ItemResult.Failed(404, "The item does not exist.");
        }

        return Mismatch(operation, item) ?? Update(db, container, item.Version.Rid, document, now);
    }

    private ItemResult Patch(Database db, CosmosContainer container, ItemOperation operation, ItemPatch patch, long now)
    {
        if (ItemReader.Find(db, container, operation.PartitionKey, operation.Id, now) is not { } item)
            return ItemResult.Failed(404, "The item does not exist.");
        if (Mismatch(operation, item) is { } mismatch) return mismatch;
        try
        {
            if (patch.Condition?.Invoke(item.Body) == false) return ItemResult.Failed(412, "The patch condition is false.", 1110);
            var document = ItemDocument.Parse(patch.Apply(item.Body), container.Definition);
            return document.Id != operation.Id || document.PartitionKey != operation.PartitionKey
                ? ItemResult.Failed(400, "A patch cannot change the id or the partition key.")
                : Update(db, container, item.Version.Rid, document, now);
        }
        catch (FormatException refused)
        {
            return ItemResult.Failed(400, refused.Message);
        }
    }

    private ItemResult Delete(Database db, CosmosContainer container, ItemOperation operation, long now)
    {
        if (ItemReader.Find(db, container, operation.PartitionKey, operation.Id, now) is not { } item)
            return ItemResult.Failed(404, "The item does not exist.");
        if (Mismatch(operation, item) is { } mismatch) return mismatch;
        var lsn = sequence.Next();
        ChangeSequence.Keep(db, lsn);
        db.Execute("DELETE FROM items WHERE rid = $1", item.Version.Rid);
        var leaves = ItemDocument.IndexedLeavesOf(item.Body, container.Definition);
        return new ItemResult { Status = 204, Charge = RequestCharges.Delete(item.Body.Length, leaves), Lsn = lsn };
    }

    private ItemResult Update(Database db, CosmosContainer container, long rid, ItemDocument document, long now)
    {
        var version = new ItemVersion(rid, sequence.Next(), now);
        var body = version.Document(document.Properties, container);
        if (body.Length > ItemDocument.MaxBytes) return TooLarge();
        if (!Update(db, version, document, body) && (RemoveExpired(db, container, int.MaxValue) == 0 || !Update(db, version, document, body))) return Conflict();
        return Written(200, version, body, RequestCharges.Replace(body.Length, document.IndexedLeaves));
    }

    /// <returns>False when the id or a unique key is taken.</returns>
    private static bool Insert(Database db, CosmosContainer container, ItemDocument document, ItemVersion version, byte[] body) => WithinConstraints(() => db.Execute(
        "INSERT INTO items(rid, container, pk, id, lsn, ts, ttl, body) VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(container, id, pk) DO NOTHING",
        version.Rid, container.Number, document.PartitionKey.Text, document.Id, version.Lsn, version.Timestamp, document.Ttl, body));

    /// <returns>False when a unique key is taken.</returns>
    private static bool Update(Database db, ItemVersion version, ItemDocument document, byte[] body) => WithinConstraints(() =>
        db.Execute("UPDATE items SET lsn = $1, ts = $2, ttl = $3, body = $4 WHERE rid = $5", version.Lsn, version.Timestamp, document.Ttl, body, version.Rid));

    private static bool WithinConstraints(Func<int> write)
    {
        try
        {
            return write() == 1;
        }
        catch (SqliteException violation) when (violation.SqliteExtendedErrorCode == UniqueViolation)
        {
            return false;
        }
    }

    private static ItemResult Written(int status, ItemVersion version, byte[] body, double charge) =>
        new() { Status = status, Body = body, ETag = version.ETag, Charge = charge, Lsn = version.Lsn };

    private static ItemResult Conflict() => ItemResult.Failed(409, "An item with this id or with a value of a unique key exists already.");

    private static ItemResult TooLarge() => ItemResult.Failed(413, "The item is larger than 2 MB.");

    private static ItemResult? Mismatch(ItemOperation operation, StoredItem item) =>
        operation.IfMatch is { } expected && expected != "*" && expected != item.Version.ETag
            ? ItemResult.Failed(412, "The item has changed since this etag.")
            : null;
}
