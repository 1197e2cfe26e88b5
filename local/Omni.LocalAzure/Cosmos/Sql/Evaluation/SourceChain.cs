using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>FROM and its JOINs: the cross product of the sources within one document.</summary>
internal sealed class SourceChain
{
    private readonly List<(Evaluation Path, bool Iterates)> _sources = [];

    public SourceChain(IReadOnlyList<Source> sources, Scope scope)
    {
        foreach (var source in sources)
        {
            var container = _sources.Count == 0 ? ContainerScope(source.Path) : scope;
            _sources.Add((new Binder(container).Bind(source.Path), source.Iterates));
            scope.Add(source.Alias, source.Path);
        }
    }

    public IEnumerable<Row> Rows(SqlValue document)
    {
        if (_sources.Count == 0) return [new Row { Sources = [] }];
        var first = Values(_sources[0], new Row { Sources = [document] });
        return _sources.Count == 1
            ? first.Select(value => new Row { Sources = [value] })
            : first.SelectMany(value => Join([value], 1));
    }

    /// <summary>Whatever name the first source begins with is the container's.</summary>
    private static Scope ContainerScope(Expression path)
    {
        var scope = new Scope(new Dictionary<string, SqlValue>());
        var root = path;
        while (root is Member or Indexer) root = root is Member member ? member.Target : ((Indexer)root).Target;
        if (root is Identifier identifier) scope.Add(identifier.Name, identifier);
        return scope;
    }

    private IEnumerable<Row> Join(SqlValue[] bound, int next)
    {
        if (next == _sources.Count) return [new Row { Sources = bound }];
        return Values(_sources[next], new Row { Sources = bound }).SelectMany(value => Join([.. bound, value], next + 1));
    }

    private static IEnumerable<SqlValue> Values((Evaluation Path, bool Iterates) source, Row row)
    {
        var value = source.Path(row);
        return source.Iterates ? value.Items : value.IsUndefined ? [] : [value];
    }
}
