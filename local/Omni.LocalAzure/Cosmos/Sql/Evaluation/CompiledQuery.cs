using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>A query with its parameters, ready to run over documents that somebody else fetches.</summary>
internal sealed class CompiledQuery
{
    private readonly SourceChain _sources;
    private readonly Evaluation? _where;
    private readonly Projection _projection;
    private readonly Evaluation[] _sortKeys;
    private readonly Grouping? _grouping;

    private CompiledQuery(SelectQuery syntax, IReadOnlyDictionary<string, SqlValue> parameters)
    {
        Syntax = syntax;
        Parameters = parameters;
        var scope = new Scope(parameters);
        _sources = new SourceChain(syntax.Sources, scope);
        var rows = new Binder(scope);
        _where = syntax.Where is { } where ? rows.Bind(where) : null;
        var grouped = syntax.GroupBy.Count > 0 || (syntax.Items?.Any(item => item.Expression.Any(IsAggregate)) ?? false);
        _grouping = grouped ? new Grouping(scope, syntax.GroupBy) : null;
        var selected = new Binder(scope, _grouping);
        _projection = new Projection(syntax, selected);
        _sortKeys = IsSingleGroup ? [] : selected.BindAll([.. syntax.OrderBy.Select(key => key.Expression)]);
        Skip = Count(syntax.Offset, scope) ?? 0;
        Take = Count(syntax.Limit ?? syntax.Top, scope);
    }

    public SelectQuery Syntax { get; }

    public IReadOnlyDictionary<string, SqlValue> Parameters { get; }

    /// <summary>Rows left out at the beginning.</summary>
    public long Skip { get; }

    /// <summary>Rows after <see cref="Skip"/> at most; null for all.</summary>
    public long? Take { get; }

    /// <summary>Rows come as the documents do: nothing has to be collected first.</summary>
    public bool IsStreaming => _grouping is null && !Syntax.Distinct && _sortKeys.Length == 0;

    /// <summary>Without grouping and DISTINCT the order of rows is the order of documents, once these come sorted.</summary>
    public bool CanFollowDocumentOrder => _grouping is null && !Syntax.Distinct && Syntax.Sources is [{ Iterates: false, Path: Identifier }];

    private bool IsSingleGroup => _grouping is not null && Syntax.GroupBy.Count == 0;

    /// <exception cref="SqlException">The query is not valid.</exception>
    public static CompiledQuery Compile(SelectQuery syntax, IReadOnlyDictionary<string, SqlValue> parameters) => new(syntax, parameters);

    /// <summary>The rows one document gives, as JSON; for queries that need no other document.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> RowsOf(ReadOnlyMemory<byte> document)
    {
        if (_where is null && _projection.IsDocument)
        {
            yield return document;
            yield break;
        }

        using var parsed = SqlDocument.Parse(document);
        foreach (var row in Matching(parsed.Root))
        {
            if (_projection.IsDocument) yield return document;
            else if (_projection.Write(row) is { } json) yield return json;
        }
    }

    /// <summary>All rows over all documents, grouped, made distinct and sorted; <see cref="Skip"/> and <see cref="Take"/> are left to the caller.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Collect(IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        if (_grouping is null && !Syntax.Distinct && _sortKeys.Length == 0) return documents.SelectMany(RowsOf);
        var rows = new SortedRows(Syntax.OrderBy, Syntax.Distinct);
        foreach (var row in _grouping is null ? [] : Groups(_grouping, documents)) Add(rows, row, default);
        foreach (var document in _grouping is null ? documents : [])
        {
            using var parsed = SqlDocument.Parse(document);
            foreach (var row in Matching(parsed.Root)) Add(rows, row, document);
        }

        return rows.InOrder();
    }

    /// <summary>Whether a document satisfies WHERE.</summary>
    public bool Matches(ReadOnlyMemory<byte> document)
    {
        using var parsed = SqlDocument.Parse(document);
        return Matching(parsed.Root).Any();
    }

    private void Add(SortedRows rows, Row row, ReadOnlyMemory<byte> document)
    {
        var keys = Array.ConvertAll(_sortKeys, key => key(row).Detached());
        if (_projection.IsDocument && !Syntax.Distinct) rows.Add(keys, document, null);
        else if (_projection.Value(row) is { IsUndefined: false } value) rows.Add(keys, Projection.Write(value), Syntax.Distinct ? SqlComparison.Fingerprint(value) : null);
    }

    private IEnumerable<Row> Matching(SqlValue document)
    {
        foreach (var row in _sources.Rows(document))
        {
            if (_where is null || _where(row).IsTrue) yield return row;
        }
    }

    private List<Row> Groups(Grouping grouping, IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        var groups = new GroupTable(grouping);
        if (IsSingleGroup) groups.AddEmpty();
        foreach (var document in documents)
        {
            using var parsed = SqlDocument.Parse(document);
            foreach (var row in Matching(parsed.Root)) groups.Add(row);
        }

        return groups.Rows();
    }

    private static bool IsAggregate(Expression expression) => expression is Call call && Aggregate.IsAggregate(call.Name);

    private static long? Count(Expression? expression, Scope scope)
    {
        if (expression is null) return null;
        var value = new Binder(scope).Bind(expression)(new Row { Sources = [] });
        return value is { Kind: SqlKind.Number, Number: >= 0 } && value.Number == Math.Floor(value.Number)
            ? (long)Math.Min(value.Number, int.MaxValue)
            : throw new SqlException("SC2062", "TOP, OFFSET and LIMIT need a number of rows that is not negative.", expression.Start, expression.End);
    }
}
