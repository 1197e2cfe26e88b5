using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>A document for a query, with its place in the order it was read in.</summary>
internal readonly record struct QueryDocument(StoredItem Item, byte[]? Key);

/// <summary>Fetches the documents a query has to look at, by the best index there is.</summary>
internal sealed class QuerySource(Database db, CosmosContainer container, long now)
{
    private const string Columns = "SELECT rid, lsn, ts, ttl, body";

    /// <summary>In insertion order, from the document <paramref name="fromRid"/> on.</summary>
    public IEnumerable<QueryDocument> InInsertionOrder(List<KeyPoint>? points, long fromRid)
    {
        var items = points switch
        {
            null => ItemReader.Scan(db, container, null, fromRid - 1, now),
            [{ Id: null, Key: { } key }] => ItemReader.Scan(db, container, new PartitionKey(key), fromRid - 1, now),
            _ => AtPoints(points, fromRid),
        };
        return items.Select(item => new QueryDocument(item, null));
    }

    /// <summary>One partition in the order of a property, from just after the token's document on.</summary>
    public IEnumerable<QueryDocument> InOrder(OrderRange range, string key, QueryToken from)
    {
        var expression = OrderKey.Expression(range.Path);
        var (direction, beyond) = range.Descending ? ("DESC", "<") : ("ASC", ">");
        var low = !range.Descending && from.Key is not null ? from.Key : range.Low;
        var high = range.Descending && from.Key is not null ? from.Key : range.High;
        var sql = $"{Columns}, {expression} FROM items WHERE container = {container.Number} AND pk = $1 AND {expression} BETWEEN $2 AND $3"
            + (from.Key is null ? "" : $" AND ({expression} {beyond} $4 OR rid {beyond} $5)")
            + $" ORDER BY {expression} {direction}, rid {direction}";
        var command = from.Key is null ? db.Prepare(sql, key, low, high) : db.Prepare(sql, key, low, high, from.Key, from.Rid);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var item = ItemReader.Current(rows);
            if (!item.IsExpired(container, now)) yield return new QueryDocument(item, rows.GetFieldValue<byte[]>(5));
        }
    }

    private IEnumerable<StoredItem> AtPoints(List<KeyPoint> points, long fromRid)
    {
        var rids = new SortedSet<long>();
        foreach (var point in points) AddRids(rids, point, fromRid);
        foreach (var rid in rids)
        {
            foreach (var item in ItemReader.Rows(db.Prepare($"{Columns} FROM items WHERE rid = $1", rid), container, now)) yield return item;
        }
    }

    private void AddRids(SortedSet<long> rids, KeyPoint point, long fromRid)
    {
        var command = point switch
        {
            { Id: { } id, Key: { } key } => db.Prepare("SELECT rid FROM items WHERE container = $1 AND id = $2 AND pk = $3", container.Number, id, key),
            { Id: { } id } => db.Prepare("SELECT rid FROM items WHERE container = $1 AND id = $2", container.Number, id),
            _ => db.Prepare("SELECT rid FROM items WHERE container = $1 AND pk = $2", container.Number, point.Key),
        };
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetInt64(0) is var rid && rid >= fromRid) rids.Add(rid);
        }
    }
}
