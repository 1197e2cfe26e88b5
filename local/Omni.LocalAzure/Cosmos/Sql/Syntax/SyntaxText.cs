using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>A canonical text of an expression: two expressions that mean the same by their form share it.</summary>
internal static class SyntaxText
{
    public static string Of(Expression expression) => expression switch
    {
        Literal literal => SqlComparison.Fingerprint(literal.Value),
        Parameter parameter => parameter.Name,
        Identifier identifier => identifier.Name,
        Member member => $"{Of(member.Target)}.{member.Name}",
        Indexer indexer => $"{Of(indexer.Target)}[{Of(indexer.Index)}]",
        Unary unary => $"({unary.Operator} {Of(unary.Operand)})",
        Binary binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
        Junction junction => $"({string.Join(junction.IsAnd ? " AND " : " OR ", junction.Terms.Select(Of))})",
        Conditional conditional => $"({Of(conditional.Condition)} ? {Of(conditional.WhenTrue)} : {Of(conditional.Otherwise)})",
        Membership membership => $"({Of(membership.Needle)} IN {List(membership.Candidates)})",
        Between between => $"({Of(between.Value)} BETWEEN {Of(between.Low)} AND {Of(between.High)})",
        Like like => $"({Of(like.Value)} LIKE {Of(like.Pattern)} {like.Escape})",
        Call call => $"{call.Name.ToUpperInvariant()}{List(call.Arguments)}",
        ObjectLiteral literal => $"{{{string.Join(',', literal.Properties.Select(property => $"{property.Key}:{Of(property.Value)}"))}}}",
        Subquery subquery => $"({subquery.Kind} {Of(subquery.Query)})",
        ArrayLiteral literal => $"[{List(literal.Items)}]",
        _ => throw new ArgumentException("The expression is of no known kind.", nameof(expression)),
    };

    private static string Of(SelectQuery query) => string.Join(
        ' ',
        query.Distinct ? "DISTINCT" : "",
        query.IsValue ? "VALUE" : "",
        query.Items is null ? "*" : string.Join(',', query.Items.Select(item => $"{Of(item.Expression)} {item.Alias}")),
        string.Join(',', query.Sources.Select(source => $"{Of(source.Path)} {(source.Iterates ? "IN" : "AS")} {source.Alias}")),
        query.Where is null ? "" : Of(query.Where),
        List(query.GroupBy));

    private static string List(IReadOnlyList<Expression> expressions) => $"({string.Join(", ", expressions.Select(Of))})";
}
