using System.Globalization;
using Omni.LocalAzure.Cosmos.Sql.Syntax;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>Binds what a grouped query selects: its keys, its aggregates, and nothing else of the rows.</summary>
internal sealed class Grouping
{
    private readonly Scope _scope;
    private readonly Binder _rows;
    private readonly SyntaxForms _forms = new();

    /// <summary>Positions of the keys by the number of their form.</summary>
    private readonly Dictionary<int, int> _positions = [];

    private readonly List<(string Name, Evaluation Argument)> _aggregates = [];

    public Grouping(Scope scope, IReadOnlyList<Expression> keys)
    {
        _scope = scope;
        _rows = new Binder(scope);
        Keys = [.. keys.Select(key => BindKey(key, scope))];
        for (var i = 0; i < keys.Count; i++) _positions.TryAdd(_forms.Of(keys[i]), i);
    }

    public Evaluation[] Keys { get; }

    /// <summary>A group keeps the sources of its first row, from which subqueries compute what depends on the keys alone.</summary>
    public bool KeepsFirstRow { get; private set; }

    public QueryRun Run => _scope.Run;

    /// <summary>Which clause is being bound; it is named in refusals.</summary>
    public bool InOrderBy { private get; set; }

    public int SourceCount => _scope.Count;

    /// <returns>Null for what is bound as usual.</returns>
    /// <exception cref="SqlException">A property of the rows that is neither a key nor inside an aggregate.</exception>
    public Evaluation? TryBind(Expression expression)
    {
        if (expression is Call { IsAggregate: true } call) return BindAggregate(call);
        if (_positions.TryGetValue(_forms.Of(expression), out var key)) return row => row.Keys[key];
        if (expression is Subquery) CheckInside(expression);
        if (!IsPath(expression) || BeginsWithKey(expression)) return null;
        var (code, clause) = InOrderBy ? ("SC2103", "ORDER BY clause") : ("SC2102", "select list");
        throw new SqlException(
            code,
            $"Property reference '{PathText(expression)}' is invalid in the {clause} because it is not contained in either an aggregate function or the GROUP BY clause.",
            expression.Start,
            expression.End);
    }

    public (Aggregate Aggregate, Evaluation Argument)[] NewAggregates() =>
        [.. _aggregates.Select(aggregate => (Aggregate.Create(aggregate.Name), aggregate.Argument))];

    private static Evaluation BindKey(Expression key, Scope scope)
    {
        if (key.Any(part => part is Subquery or Call { IsAggregate: true }))
        {
            throw new SqlException(
                "SC2111", "Cannot use an aggregate or a subquery in an expression used for the group by list of a GROUP BY clause.", key.Start, key.End);
        }

        return key.Any(part => part is Identifier)
            ? new Binder(scope).Bind(key)
            : throw new SqlException("SC2110", "Each GROUP BY expression must contain at least one property reference.", key.Start, key.End);
    }

    /// <summary>What a subquery takes from the rows must be a key as well.</summary>
    private void CheckInside(Expression expression)
    {
        KeepsFirstRow = true;
        if (IsPath(expression)) TryBind(expression);
        else foreach (var child in expression.Children) CheckInside(child);
    }

    private Evaluation BindAggregate(Call call)
    {
        if (call.Arguments.Count != 1)
            throw new SqlException("SC2050", $"The {call.Name} function requires 1 argument(s).", call.Start, call.End);
        if (call.Arguments[0].Any(part => part is Call { IsAggregate: true }))
        {
            throw new SqlException(
                "SC2101", "Cannot perform an aggregate function on an expression containing an aggregate or a subquery.", call.Start, call.End);
        }

        var slot = _aggregates.Count;
        _aggregates.Add((call.Name, _rows.Bind(call.Arguments[0])));
        return row => row.Aggregates[slot];
    }

    private bool BeginsWithKey(Expression path) =>
        _positions.ContainsKey(_forms.Of(path)) || path.Children.Any(BeginsWithKey);

    /// <summary>A path into the rows that are grouped.</summary>
    private bool IsPath(Expression expression) => expression switch
    {
        Identifier identifier => _scope.Knows(identifier.Name),
        Member member => IsPath(member.Target),
        Indexer indexer => IsPath(indexer.Target),
        _ => false,
    };

    private static string PathText(Expression path) => path switch
    {
        Identifier identifier => identifier.Name,
        Member member => $"{PathText(member.Target)}.{member.Name}",
        Indexer { Index: Literal index } indexer => string.Create(CultureInfo.InvariantCulture, $"{PathText(indexer.Target)}[{index.Value.Number}]"),
        _ => throw new ArgumentException("The expression is no path.", nameof(path)),
    };
}
