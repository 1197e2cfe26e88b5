using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Groups in the order their first row came.</summary>
internal sealed class GroupTable(Grouping grouping)
{
    private readonly Dictionary<string, Group> _byKey = [];
    private readonly List<Group> _groups = [];

    /// <summary>The one group of a query without GROUP BY, which exists without rows too.</summary>
    public void AddEmpty() => Find([]);

    public void Add(Row row)
    {
        var group = Find(Array.ConvertAll(grouping.Keys, key => key(row)));
        foreach (var (aggregate, argument) in group.Aggregates) aggregate.Add(argument(row));
    }

    public List<Row> Rows() => _groups.ConvertAll(group => new Row
    {
        Sources = [],
        Keys = group.Keys,
        Aggregates = Array.ConvertAll(group.Aggregates, entry => entry.Aggregate.Result),
    });

    private Group Find(SqlValue[] keys)
    {
        var fingerprint = string.Concat(keys.Select(SqlComparison.Fingerprint));
        if (_byKey.TryGetValue(fingerprint, out var known)) return known;
        var group = new Group(Array.ConvertAll(keys, key => key.Detached()), grouping.NewAggregates());
        _byKey.Add(fingerprint, group);
        _groups.Add(group);
        return group;
    }

    private sealed record Group(SqlValue[] Keys, (Aggregate Aggregate, Evaluation Argument)[] Aggregates);
}
