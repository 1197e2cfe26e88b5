using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>A query with its parameters, ready to run over documents that somebody else fetches.</summary>
internal sealed class CompiledQuery
{
    private const int StepsToWrite = 20;

    private readonly QueryRun _run;
    private readonly BoundQuery _query;

    private CompiledQuery(SelectQuery syntax, IReadOnlyDictionary<string, SqlValue> parameters, TimeProvider time)
    {
        Syntax = syntax;
        Parameters = parameters;
        _run = new QueryRun(parameters, time);
        var scope = Scope.OfContainer(_run);
        _query = new BoundQuery(syntax, scope);
        Skip = Count(syntax.Offset, scope, "SC2062", "The OFFSET count value exceeds the maximum allowed value.") ?? 0;
        Take = Count(syntax.Limit, scope, "SC2061", "The LIMIT count value exceeds the maximum allowed value.")
            ?? Count(syntax.Top, scope, "SC2060", "The count value provided for a TOP clause must be an integer.");
    }

    public SelectQuery Syntax { get; }

    public IReadOnlyDictionary<string, SqlValue> Parameters { get; }

    /// <summary>Rows left out at the beginning.</summary>
    public long Skip { get; }

    /// <summary>Rows after <see cref="Skip"/> at most; null for all.</summary>
    public long? Take { get; }

    /// <summary>Rows come as the documents do: nothing has to be collected first. Without FROM there is one row, whatever documents there are.</summary>
    public bool IsStreaming => _query.IsStreaming && Syntax.Sources.Count > 0;

    /// <summary>Without grouping and DISTINCT the order of rows is the order of documents, once these come sorted.</summary>
    public bool CanFollowDocumentOrder => !Syntax.IsGrouped && !Syntax.Distinct && Syntax.Sources is [{ Iterates: false, Path: Identifier }];

    /// <param name="syntax">The query.</param>
    /// <param name="parameters">Their values by name.</param>
    /// <param name="time">The clock of GetCurrentDateTime and its kin; the system's when left out.</param>
    /// <exception cref="SqlException">The query is not valid.</exception>
    public static CompiledQuery Compile(SelectQuery syntax, IReadOnlyDictionary<string, SqlValue> parameters, TimeProvider? time = null) =>
        new(syntax, parameters, time ?? TimeProvider.System);

    /// <summary>The rows one document gives, as JSON; for queries that need no other document.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> RowsOf(ReadOnlyMemory<byte> document)
    {
        if (Syntax.Where is null && _query.Projection.IsDocument) return [document];
        return _query.Rows(Documents([document])).Select(Write).OfType<ReadOnlyMemory<byte>>();
    }

    /// <summary>All rows over all documents, grouped, made distinct and sorted; <see cref="Skip"/> and <see cref="Take"/> are left to the caller.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Collect(IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        if (IsStreaming) return documents.SelectMany(RowsOf);
        var rows = new SortedRows(Syntax.OrderBy, Syntax.Distinct);
        foreach (var row in _query.Rows(Documents(documents))) Add(rows, row);
        return rows.InOrder();
    }

    /// <summary>Whether a document satisfies WHERE.</summary>
    public bool Matches(ReadOnlyMemory<byte> document) => _query.Rows(Documents([document])).Any();

    private void Add(SortedRows rows, Row row)
    {
        var keys = Array.ConvertAll(_query.SortKeys, key => key(row).Detached());
        _run.Spend(keys.Sum(key => key.Weight));
        if (_query.Projection.IsDocument && !Syntax.Distinct)
        {
            rows.Add(keys, row.Document, null);
        }
        else if (_query.Projection.Value(row) is { IsUndefined: false } value)
        {
            rows.Add(keys, Written(value), Syntax.Distinct ? SqlComparison.Fingerprint(value) : null);
        }
    }

    private ReadOnlyMemory<byte>? Write(Row row) =>
        _query.Projection.IsDocument ? row.Document : _query.Projection.Value(row) is { IsUndefined: false } value ? Written(value) : default(ReadOnlyMemory<byte>?);

    private ReadOnlyMemory<byte> Written(SqlValue value)
    {
        _run.Spend(value.Weight * StepsToWrite);
        return Projection.Write(value);
    }

    private IEnumerable<Row> Documents(IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        foreach (var document in documents)
        {
            _run.Earn(document.Length);
            using var parsed = SqlDocument.Parse(document);
            yield return new Row { Sources = [parsed.Root], Document = document };
        }
    }

    private static long? Count(Expression? expression, Scope scope, string code, string refusal)
    {
        if (expression is null) return null;
        var value = new Binder(scope).Bind(expression)(new Row { Sources = [] });
        return value is { Kind: SqlKind.Number, Number: >= 0 and <= uint.MaxValue } && value.Number == Math.Floor(value.Number)
            ? (long)value.Number
            : throw new SqlException(code, refusal, expression.Start, expression.End);
    }
}
