using System.Collections.Concurrent;
using Omni.LocalAzure.Cosmos.Charges;
using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;
using Omni.LocalAzure.Cosmos.Wire;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>A page of a query, as asked for.</summary>
internal sealed record QueryRequest
{
    public required CompiledQuery Query { get; init; }

    public required ItemScope Scope { get; init; }

    public required int MaxItems { get; init; }

    public QueryToken? Continuation { get; init; }
}

/// <summary>A page of a query, as answered.</summary>
internal sealed record QueryPage(FeedBody Rows, string? Continuation, double Charge);

/// <summary>Runs queries: chooses the way through the store, fills one page, says where the next begins.</summary>
internal sealed class QueryRunner(ItemStore items, TimeProvider time)
{
    private const int MaxKeptTexts = 1000;

    /// <summary>A longer text is seldom sent twice, and its tree takes megabytes.</summary>
    private const int MaxKeptLength = 8 * 1024;

    private readonly PropertyIndexes _indexes = new(items);
    private readonly ConcurrentDictionary<string, SelectQuery> _parsed = new(StringComparer.Ordinal);

    /// <exception cref="Sql.SqlException">The query is not valid.</exception>
    public CompiledQuery Compile(string sql, IReadOnlyDictionary<string, SqlValue> parameters)
    {
        if (_parsed.Count > MaxKeptTexts) _parsed.Clear();
        return CompiledQuery.Compile(sql.Length > MaxKeptLength ? QueryParser.Parse(sql) : _parsed.GetOrAdd(sql, QueryParser.Parse), parameters, time);
    }

    /// <exception cref="FormatException">The continuation belongs to another way through the container.</exception>
    public async ValueTask<QueryPage> RunAsync(CosmosContainer container, QueryRequest request)
    {
        var syntax = new QuerySyntax(request.Query);
        var points = Points(container, request, syntax);
        var scope = request.Scope;
        if (points is [{ Id: null, Key: { } key }] && (scope.Key is not null || scope == ItemScope.Everything))
        {
            scope = ItemScope.Of(new PartitionKey(key));
            points = null;
        }

        var range = points is null ? PropertyRange.Of(request.Query, syntax, container.Definition) : null;
        var index = range is null ? null : await _indexes.EnsureAsync(container, range.Path, withinKey: scope.Key is not null);
        var from = request.Continuation ?? new QueryToken();
        var streams = request.Query.IsStreaming || (index is not null && range!.ServesOrder); // an index is of a range
        if (!from.Continues(streams, index is not null)) throw new FormatException("The continuation is of another indexing policy: start again.");
        return items.Read((db, now) =>
        {
            var source = new QuerySource(db, container, scope, now);
            var filler = new PageFiller(request, new FeedBody(container.Rid, request.MaxItems));
            if (!streams && syntax.TakesNothing && container.Definition.DefaultTtl is null) return filler.Collected(source.Counted(), from);
            var start = streams ? from : new QueryToken();
            var documents = index is null ? source.InInsertionOrder(points, start.Rid) : source.InOrder(range!, index, start); // likewise
            return streams ? filler.InDocumentOrder(documents, from) : filler.Collected(documents.Select(document => document.Item.Body), from);
        });
    }

    private static List<KeyPoint>? Points(CosmosContainer container, QueryRequest request, QuerySyntax syntax)
    {
        var points = new KeyPoints(syntax, container.Definition).Of(request.Query.Syntax.Where);
        if (request.Scope.Key is not { } key) return points;
        return points is null
            ? [new KeyPoint(null, key.Text)]
            : [.. points.Where(point => point.Key is null || point.Key == key.Text).Select(point => point with { Key = key.Text }).Distinct()];
    }

    /// <summary>Fills a page and counts what it cost.</summary>
    private sealed class PageFiller(QueryRequest request, FeedBody page)
    {
        private readonly CompiledQuery _query = request.Query;
        private int _read;
        private long _bytes;

        /// <summary>Rows as the documents come; the token remembers the document.</summary>
        public QueryPage InDocumentOrder(IEnumerable<QueryDocument> documents, QueryToken from)
        {
            var last = from;
            var toSkip = from.Given == 0 ? _query.Skip : 0;
            foreach (var document in documents)
            {
                Count(document.Item.Body);
                var ofThis = 0L;
                var alreadyGiven = document.Item.Version.Rid == from.Rid ? from.OfLast : 0;
                foreach (var row in _query.RowsOf(document.Item.Body))
                {
                    if (ofThis++ < alreadyGiven || toSkip-- > 0) continue;
                    if (last.Given == _query.Take) return Page(null);
                    if (page.IsFull) return Page(last);
                    page.Add(row.Span);
                    last = new QueryToken { Given = last.Given + 1, Rid = document.Item.Version.Rid, OfLast = ofThis, Key = document.Key };
                }

                if (last.Given == _query.Take) return Page(null);
            }

            return Page(null);
        }

        /// <summary>Rows that exist only once all documents are known; the token is their number.</summary>
        public QueryPage Collected(IEnumerable<byte[]> documents, QueryToken from)
        {
            var counted = _query.Syntax.Sources.Count == 0 ? [ReadOnlyMemory<byte>.Empty] : documents.Select(document =>
            {
                Count(document);
                return (ReadOnlyMemory<byte>)document;
            });
            var given = from.Given;
            foreach (var row in _query.Collect(counted).Skip((int)Math.Min(int.MaxValue, _query.Skip + Math.Min(int.MaxValue, given))))
            {
                if (given == _query.Take) break;
                if (page.IsFull) return Page(new QueryToken { Given = given });
                page.Add(row.Span);
                given++;
            }

            return Page(null);
        }

        private void Count(byte[] document)
        {
            _read++;
            _bytes += document.Length;
        }

        private QueryPage Page(QueryToken? next) => new(page, next?.ToString(), RequestCharges.Query(_read, _bytes));
    }
}
