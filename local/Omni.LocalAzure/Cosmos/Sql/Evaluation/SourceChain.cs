using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>FROM and its JOINs: the cross product of the sources within one document.</summary>
internal sealed class SourceChain
{
    private const int StepsPerRow = 4;

    private readonly QueryRun _run;
    private readonly List<Func<Row, IEnumerable<SqlValue>>> _sources = [];

    /// <summary>A query in place of the container: it may look at all documents before it gives a row.</summary>
    private readonly BoundQuery? _container;

    public SourceChain(IReadOnlyList<Source> sources, Scope scope)
    {
        _run = scope.Run;
        foreach (var source in sources)
        {
            if (source.Path is Subquery subquery && scope.IsOutermost && scope.Count == 1)
            {
                _container = new BoundQuery(subquery.Query, scope.Same());
                _sources.Add(source.Iterates ? row => row.Sources[0].Items : row => [row.Sources[0]]);
            }
            else
            {
                _sources.Add(Bind(source, scope));
            }

            scope.Add(source);
        }
    }

    /// <summary>Each document gives its rows without regard to the others.</summary>
    public bool IsStreaming => _container?.IsStreaming ?? true;

    /// <param name="surroundings">One row per document for the outermost query, the one outer row for a subquery.</param>
    public IEnumerable<Row> Rows(IEnumerable<Row> surroundings)
    {
        if (_container is not null) surroundings = _container.Values(surroundings).Select(value => new Row { Sources = [value] });
        return _sources.Aggregate(surroundings, Join);
    }

    private IEnumerable<Row> Join(IEnumerable<Row> rows, Func<Row, IEnumerable<SqlValue>> source)
    {
        foreach (var row in rows)
        {
            foreach (var value in source(row))
            {
                _run.Spend(StepsPerRow);
                yield return row.With(value);
            }
        }
    }

    private static Func<Row, IEnumerable<SqlValue>> Bind(Source source, Scope scope)
    {
        var values = source.Path is Subquery subquery ? Query(subquery, scope) : Path(source.Path, scope);
        return source.Iterates ? row => values(row).SelectMany(value => value.Items) : values;
    }

    private static Func<Row, IEnumerable<SqlValue>> Query(Subquery subquery, Scope scope)
    {
        var query = new BoundQuery(subquery.Query, scope.Inner());
        return row => query.Values([row]);
    }

    private static Func<Row, IEnumerable<SqlValue>> Path(Expression path, Scope scope)
    {
        var root = path;
        while (root is Member or Indexer) root = root is Member member ? member.Target : ((Indexer)root).Target;
        var names = scope.IsOutermost && scope.Count == 1 && root is Identifier container ? scope.Naming(container) : scope;
        var value = new Binder(names).Bind(path);
        return row => value(row) is { IsUndefined: false } found ? [found] : [];
    }
}
