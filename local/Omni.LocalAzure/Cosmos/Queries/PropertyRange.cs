using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>The part of one property's order that WHERE leaves: an index finds it, and WHERE is checked again on each document.</summary>
internal sealed record PropertyRange
{
    private static readonly byte[] Top = [0xFF];

    public required PropertyPath Path { get; init; }

    public bool Descending { get; private init; }

    /// <summary>The query asks for this order.</summary>
    public bool ServesOrder { get; private init; }

    /// <summary>Inclusive.</summary>
    public byte[] Low { get; private init; } = [];

    /// <summary>Inclusive.</summary>
    public byte[] High { get; private init; } = Top;

    private bool IsPoint => Low.AsSpan().SequenceEqual(High);

    private bool IsNarrow => Low.Length > 0 || High != Top;

    /// <returns>The range that serves the query best; null when no indexed property can.</returns>
    public static PropertyRange? Of(CompiledQuery query, QuerySyntax syntax, ContainerDefinition definition) =>
        OfOrder(query, syntax) is { } order && definition.Indexing.Indexes(order.Path.Names)
            ? order.Narrow(syntax)
            : syntax.Conditions.SelectMany(syntax.ComparedPaths).Where(names => OrderKey.CanIndex(names) && definition.Indexing.Indexes(names))
                .Select(names => new PropertyRange { Path = new PropertyPath(names) }.Narrow(syntax))
                .Where(range => range.IsNarrow && !(range.IsPoint && definition.IsPartitionKey(range.Path.Names)))
                .OrderByDescending(range => range.IsPoint)
                .FirstOrDefault();

    private static PropertyRange? OfOrder(CompiledQuery query, QuerySyntax syntax) =>
        query.CanFollowDocumentOrder && query.Syntax.OrderBy is [var key] && syntax.Path(key.Expression) is { } names && OrderKey.CanIndex(names)
            ? new PropertyRange { Path = new PropertyPath(names), Descending = key.Descending, ServesOrder = true }
            : null;

    private PropertyRange Narrow(QuerySyntax syntax) => syntax.Conditions.Aggregate(this, (narrowed, condition) => narrowed.Narrow(condition, syntax));

    private PropertyRange Narrow(Expression condition, QuerySyntax syntax) => condition switch
    {
        Binary binary when IsPath(binary.Left, syntax) && syntax.Constant(binary.Right) is { } value => Narrow(binary.Operator, value),
        Binary binary when IsPath(binary.Right, syntax) && syntax.Constant(binary.Left) is { } value => Narrow(Mirrored(binary.Operator), value),
        Between between when IsPath(between.Value, syntax) && syntax.Constant(between.Low) is { } low && syntax.Constant(between.High) is { } high =>
            Narrow(">=", low).Narrow("<=", high),
        _ => this,
    };

    private PropertyRange Narrow(string comparison, SqlValue value)
    {
        if (value.Kind is not (SqlKind.Boolean or SqlKind.Number or SqlKind.Text) || (comparison != "=" && !OrderKey.SortsAsCompared(value))) return this;
        var key = OrderKey.Of(value);
        return comparison switch
        {
            "=" => Between(key, key),
            ">" or ">=" => Between(key, OrderKey.End(value.Kind)),
            "<" or "<=" => Between(OrderKey.Start(value.Kind), key),
            _ => this,
        };
    }

    private PropertyRange Between(byte[] low, byte[] high) => this with
    {
        Low = Low.AsSpan().SequenceCompareTo(low) > 0 ? Low : low,
        High = High.AsSpan().SequenceCompareTo(high) < 0 ? High : high,
    };

    private bool IsPath(Expression expression, QuerySyntax syntax) => syntax.Path(expression) is { } names && names.SequenceEqual(Path.Names);

    private static string Mirrored(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparison,
    };
}
