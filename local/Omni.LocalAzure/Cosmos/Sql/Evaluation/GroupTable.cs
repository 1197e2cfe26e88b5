using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Groups in the order their first row came.</summary>
internal sealed class GroupTable(Grouping grouping)
{
    private readonly Dictionary<string, Group> _byKey = new(StringComparer.Ordinal);
    private readonly List<Group> _groups = [];

    /// <summary>The one group of a query without GROUP BY, which exists without rows too.</summary>
    public void AddEmpty() => Find([], new SqlValue[grouping.SourceCount]);

    public void Add(Row row)
    {
        var group = Find(Array.ConvertAll(grouping.Keys, key => key(row)), row.Sources);
        foreach (var (aggregate, argument) in group.Aggregates) Add(aggregate, argument(row));
    }

    private void Add(Aggregate aggregate, SqlValue value)
    {
        grouping.Run.Spend(value.Weight);
        aggregate.Add(value);
    }

    public List<Row> Rows() => _groups.ConvertAll(group => new Row
    {
        Sources = group.Sources,
        Keys = group.Keys,
        Aggregates = Array.ConvertAll(group.Aggregates, entry => entry.Aggregate.Result),
    });

    private Group Find(SqlValue[] keys, SqlValue[] sources)
    {
        grouping.Run.Spend(keys.Sum(key => key.Weight));
        var fingerprint = string.Concat(keys.Select(SqlComparison.Fingerprint));
        if (_byKey.TryGetValue(fingerprint, out var known)) return known;
        var kept = grouping.KeepsFirstRow ? Array.ConvertAll(sources, source => source.Detached()) : [];
        var group = new Group(Array.ConvertAll(keys, key => key.Detached()), kept, grouping.NewAggregates());
        _byKey.Add(fingerprint, group);
        _groups.Add(group);
        return group;
    }

    private sealed record Group(SqlValue[] Keys, SqlValue[] Sources, (Aggregate Aggregate, Evaluation Argument)[] Aggregates);
}
