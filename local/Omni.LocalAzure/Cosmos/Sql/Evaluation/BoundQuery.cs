using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>A query whose names are resolved: what it makes of the rows around it.</summary>
internal sealed class BoundQuery
{
    private readonly SelectQuery _syntax;
    private readonly SourceChain _sources;
    private readonly Evaluation? _where;
    private readonly Grouping? _grouping;
    private readonly QueryRun _run;
    private readonly int _stepsPerRow;

    public BoundQuery(SelectQuery syntax, Scope scope)
    {
        _syntax = syntax;
        _run = scope.Run;
        _stepsPerRow = 1 + syntax.Expressions.Sum(expression => expression.Size);
        _sources = new SourceChain(syntax.Sources, scope);
        var rows = new Binder(scope);
        _where = syntax.Where is { } where ? rows.Bind(where) : null;
        _grouping = syntax.IsGrouped ? new Grouping(scope, syntax.GroupBy) : null;
        var selected = new Binder(scope, _grouping);
        Projection = new Projection(syntax, selected, scope);
        if (_grouping is not null) _grouping.InOrderBy = true;
        SortKeys = syntax is { IsGrouped: true, GroupBy: [] } ? [] : selected.BindAll([.. syntax.OrderBy.Select(key => key.Expression)]);
    }

    public Projection Projection { get; }

    public Evaluation[] SortKeys { get; }

    /// <summary>Each document gives its rows without regard to the others.</summary>
    public bool IsStreaming => _grouping is null && !_syntax.Distinct && SortKeys.Length == 0 && _sources.IsStreaming;

    /// <summary>The rows that WHERE keeps, or their groups.</summary>
    public IEnumerable<Row> Rows(IEnumerable<Row> surroundings)
    {
        var rows = _sources.Rows(surroundings).Where(Keeps);
        return _grouping is null ? rows : Groups(_grouping, rows);
    }

    private bool Keeps(Row row)
    {
        _run.Spend(_stepsPerRow);
        return _where is null || _where(row).IsTrue;
    }

    /// <summary>What a subquery gives: the selected values in no particular order.</summary>
    public IEnumerable<SqlValue> Values(IEnumerable<Row> surroundings)
    {
        var values = Rows(surroundings).Select(Projection.Value).Where(value => !value.IsUndefined);
        return _syntax.Distinct ? Distinct(values) : values;
    }

    private IEnumerable<SqlValue> Distinct(IEnumerable<SqlValue> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            _run.Spend(value.Weight);
            if (seen.Add(SqlComparison.Fingerprint(value))) yield return value;
        }
    }

    private List<Row> Groups(Grouping grouping, IEnumerable<Row> rows)
    {
        var groups = new GroupTable(grouping);
        if (_syntax.GroupBy.Count == 0) groups.AddEmpty();
        foreach (var row in rows) groups.Add(row);
        return groups.Rows();
    }
}
