using Microsoft.Data.Sqlite;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>A document for a query, with its place in the order it was read in.</summary>
internal readonly record struct QueryDocument(StoredItem Item, byte[]? Key);

/// <summary>Fetches the documents a query has to look at, by the best index there is.</summary>
internal sealed class QuerySource(Database db, CosmosContainer container, ItemScope scope, long now)
{
    private const string Columns = "SELECT rid, lsn, ts, ttl, body";

    /// <summary>In insertion order, from the document <paramref name="fromRid"/> on.</summary>
    /// <param name="points">Null for the whole scope.</param>
    /// <param name="fromRid">Inclusive.</param>
    public IEnumerable<QueryDocument> InInsertionOrder(List<KeyPoint>? points, long fromRid) =>
        (points is null ? ItemReader.Scan(db, container, scope, fromRid - 1, now) : AtPoints(points, fromRid)).Select(item => new QueryDocument(item, null));

    /// <summary>In the order of a property, from the token's document on.</summary>
    public IEnumerable<QueryDocument> InOrder(PropertyRange range, string index, QueryToken from)
    {
        var expression = OrderKey.Expression(range.Path);
        if (from is { IsKeyCut: true, Key: { } beginning }) from = Completed(from, beginning, expression, range.Descending);
        var (direction, beyond) = range.Descending ? ("DESC", "<") : ("ASC", ">");
        var low = !range.Descending && from.Key is not null ? from.Key : range.Low;
        var high = range.Descending && from.Key is not null ? from.Key : range.High;
        var sql = $"{Columns}, {expression} FROM items INDEXED BY \"{index}\" WHERE container = {container.Number} AND {scope.Condition} AND {expression} BETWEEN $3 AND $4"
            + (from.Key is null ? "" : $" AND ({expression} {beyond} $5 OR rid {beyond}= $6)")
            + $" ORDER BY {expression} {direction}, rid {direction}";
        var command = db.Prepare(sql, scope.Low, scope.High, low, high, from.Key, from.Rid);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var item = ItemReader.Current(rows);
            if (!item.IsExpired(container, now)) yield return new QueryDocument(item, rows.GetFieldValue<byte[]>(5));
        }
    }

    /// <summary>The token with its document's whole key. When that has gone or changed, a place before all documents whose keys begin so: some may come twice, none is left out.</summary>
    private QueryToken Completed(QueryToken token, byte[] beginning, string expression, bool descending)
    {
        var key = db.Prepare($"SELECT {expression} FROM items WHERE rid = $1", token.Rid).ExecuteScalar() as byte[];
        if (key is not null && key.AsSpan().StartsWith(beginning)) return token with { Key = key };
        return descending ? token with { Key = [.. beginning, byte.MaxValue], Rid = long.MaxValue } : token with { Rid = 0 };
    }

    /// <summary>An empty document for each in the scope, told by an index alone; only where none expires.</summary>
    public IEnumerable<byte[]> Counted()
    {
        byte[] empty = "{}"u8.ToArray();
        using var rows = db.Prepare($"SELECT rid FROM items WHERE {scope.Condition} AND container = $3", scope.Low, scope.High, container.Number).ExecuteReader();
        while (rows.Read()) yield return empty;
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
            { Id: { } id, Key: { } key } => Rids("id = $4 AND pk = $5", id, key),
            { Id: { } id } => Rids("id = $4", id, null),
            _ => Rids("pk = $5", null, point.Key),
        };
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetInt64(0) is var rid && rid >= fromRid) rids.Add(rid);
        }
    }

    private SqliteCommand Rids(string condition, string? id, string? key) =>
        db.Prepare($"SELECT rid FROM items WHERE {scope.Condition} AND container = $3 AND {condition}", scope.Low, scope.High, container.Number, id, key);
}
