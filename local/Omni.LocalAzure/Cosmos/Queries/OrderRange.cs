using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>An ORDER BY that an index serves: one property, and the part of its order that WHERE leaves.</summary>
internal sealed record OrderRange
{
    private static readonly byte[] Top = [0xFF];

    public required PropertyPath Path { get; init; }

    public required bool Descending { get; init; }

    /// <summary>Inclusive; WHERE is checked again on each document.</summary>
    public byte[] Low { get; private init; } = [];

    /// <summary>Inclusive.</summary>
    public byte[] High { get; private init; } = Top;

    /// <returns>Null when the order needs sorting.</returns>
    public static OrderRange? Of(CompiledQuery query, QuerySyntax syntax)
    {
        if (!query.CanFollowDocumentOrder || query.Syntax.OrderBy is not [var key]) return null;
        if (syntax.Path(key.Expression) is not { } names || !OrderKey.CanIndex(names)) return null;
        var range = new OrderRange { Path = new PropertyPath(names), Descending = key.Descending };
        return syntax.Conditions.Aggregate(range, (narrowed, condition) => narrowed.Narrow(condition, syntax));
    }

    private OrderRange Narrow(Expression condition, QuerySyntax syntax) => condition switch
    {
        Binary binary when IsPath(binary.Left, syntax) && syntax.Constant(binary.Right) is { } value => Narrow(binary.Operator, value),
        Binary binary when IsPath(binary.Right, syntax) && syntax.Constant(binary.Left) is { } value => Narrow(Mirrored(binary.Operator), value),
        Between between when IsPath(between.Value, syntax) && syntax.Constant(between.Low) is { } low && syntax.Constant(between.High) is { } high =>
            Narrow(">=", low).Narrow("<=", high),
        _ => this,
    };

    private OrderRange Narrow(string comparison, SqlValue value)
    {
        if (value.Kind is not (SqlKind.Boolean or SqlKind.Number or SqlKind.Text)) return this;
        var key = OrderKey.Of(value);
        return comparison switch
        {
            "=" => Between(key, key),
            ">" or ">=" => Between(key, OrderKey.End(value.Kind)),
            "<" or "<=" => Between(OrderKey.Start(value.Kind), key),
            _ => this,
        };
    }

    private OrderRange Between(byte[] low, byte[] high) => this with
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
