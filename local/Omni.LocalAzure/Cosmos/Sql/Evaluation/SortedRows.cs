using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Collects rows for DISTINCT and ORDER BY. Ties keep the order the rows came in, reversed when the first key descends.</summary>
internal sealed class SortedRows(IReadOnlyList<SortKey> order, bool distinct)
{
    private readonly HashSet<string> _seen = [];
    private readonly List<Entry> _entries = [];

    /// <param name="keys">The row's sort keys.</param>
    /// <param name="json">The row.</param>
    /// <param name="fingerprint">Tells equal rows; needed for DISTINCT only.</param>
    public void Add(SqlValue[] keys, ReadOnlyMemory<byte> json, string? fingerprint)
    {
        if (!distinct || fingerprint is null || _seen.Add(fingerprint)) _entries.Add(new Entry(keys, _entries.Count, json));
    }

    public IEnumerable<ReadOnlyMemory<byte>> InOrder()
    {
        if (order.Count > 0) _entries.Sort(Compare);
        return _entries.Select(entry => entry.Json);
    }

    private int Compare(Entry left, Entry right)
    {
        for (var i = 0; i < left.Keys.Length; i++)
        {
            var compared = SqlComparison.Order(left.Keys[i], right.Keys[i]);
            if (compared != 0) return order[i].Descending ? -compared : compared;
        }

        var arrival = left.Arrival.CompareTo(right.Arrival);
        return order[0].Descending ? -arrival : arrival;
    }

    private sealed record Entry(SqlValue[] Keys, int Arrival, ReadOnlyMemory<byte> Json);
}
