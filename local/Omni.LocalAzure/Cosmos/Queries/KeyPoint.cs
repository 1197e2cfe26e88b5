using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;
using Omni.LocalAzure.Cosmos.Store;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>Where a query's rows can only be: an id, a partition key, or both.</summary>
internal readonly record struct KeyPoint(string? Id, string? Key);

/// <summary>Finds the points that a WHERE clause pins down, so that an index serves it.</summary>
internal sealed class KeyPoints(QuerySyntax syntax, ContainerDefinition definition)
{
    private const int MaxPoints = 10_000;

    /// <returns>Null when the query may find rows anywhere.</returns>
    public List<KeyPoint>? Of(Expression? where) => where switch
    {
        Binary { Operator: "=" } equality => Equality(equality.Left, equality.Right) ?? Equality(equality.Right, equality.Left),
        Membership membership => AnyOf(membership.Needle, membership.Candidates.Select(syntax.Constant)),
        Call { Arguments: [var list, var needle, ..] } call when call.Name.Equals("ARRAY_CONTAINS", StringComparison.OrdinalIgnoreCase) => Contained(list, needle),
        Junction { IsAnd: true } all => Intersection(all.Terms),
        Junction any => Union(any.Terms),
        _ => null,
    };

    private List<KeyPoint>? Equality(Expression path, Expression value) =>
        syntax.Path(path) is { } names && syntax.Constant(value) is { } constant && Point(names, constant) is { } point ? [point] : null;

    private List<KeyPoint>? Contained(Expression list, Expression needle) => list switch
    {
        ArrayLiteral literal => AnyOf(needle, literal.Items.Select(syntax.Constant)),
        _ when syntax.Constant(list) is { Kind: SqlKind.Array } constant => AnyOf(needle, constant.Items.Select(item => (SqlValue?)item)),
        _ => null,
    };

    private List<KeyPoint>? AnyOf(Expression needle, IEnumerable<SqlValue?> candidates)
    {
        if (syntax.Path(needle) is not { } names) return null;
        var points = new List<KeyPoint>();
        foreach (var candidate in candidates)
        {
            if (candidate is not { } constant || Point(names, constant) is not { } point) return null;
            points.Add(point);
        }

        return points;
    }

    private KeyPoint? Point(List<string> names, SqlValue value)
    {
        var id = names is ["id"] && value.Kind == SqlKind.Text ? value.Text : null;
        var key = definition.IsPartitionKey(names) ? Key(value) : null;
        return id is null && key is null ? null : new KeyPoint(id, key);
    }

    private static string? Key(SqlValue value) => value.Kind switch
    {
        SqlKind.Null => "[null]",
        SqlKind.Boolean => value.IsTrue ? "[true]" : "[false]",
        SqlKind.Number => $"[{PartitionKey.Number(value.Number)}]",
        SqlKind.Text => PartitionKey.Of(value.Text).Text,
        _ => null,
    };

    private List<KeyPoint>? Union(IReadOnlyList<Expression> terms)
    {
        var union = new List<KeyPoint>(terms.Count);
        foreach (var term in terms)
        {
            if (Of(term) is not { } points) return null;
            union.AddRange(points);
        }

        return union;
    }

    private List<KeyPoint>? Intersection(IReadOnlyList<Expression> terms) => terms.Select(Of).Aggregate(Intersection);

    private static List<KeyPoint>? Intersection(List<KeyPoint>? left, List<KeyPoint>? right) =>
        left is null ? right
        : right is null || (long)left.Count * right.Count > MaxPoints ? left
        : [.. left.SelectMany(one => right.Select(other => Both(one, other)).OfType<KeyPoint>())];

    /// <returns>Null when no item can be at both.</returns>
    private static KeyPoint? Both(KeyPoint left, KeyPoint right) =>
        (left.Id is not null && right.Id is not null && left.Id != right.Id) || (left.Key is not null && right.Key is not null && left.Key != right.Key)
            ? null
            : new KeyPoint(left.Id ?? right.Id, left.Key ?? right.Key);
}
