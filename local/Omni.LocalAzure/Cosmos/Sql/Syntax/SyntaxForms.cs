using System.Globalization;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>
/// Numbers for expressions: two that mean the same by their form have the same. The form of an expression names its parts by their numbers,
/// so that each part is looked at once however deep it lies.
/// </summary>
internal sealed class SyntaxForms
{
    private readonly Dictionary<Expression, int> _known = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Of(Expression expression)
    {
        if (_known.TryGetValue(expression, out var known)) return known;
        var form = Form(expression);
        if (!_numbers.TryGetValue(form, out var number)) _numbers.Add(form, number = _numbers.Count);
        _known.Add(expression, number);
        return number;
    }

    private string Form(Expression expression) => expression switch
    {
        Literal literal => $"={SqlComparison.Fingerprint(literal.Value)}",
        Parameter parameter => parameter.Name,
        Identifier identifier => identifier.Name,
        Member member => $"{Of(member.Target)}.{member.Name}",
        Indexer indexer => $"{Of(indexer.Target)}[{Of(indexer.Index)}]",
        Unary unary => $"({unary.Operator} {Of(unary.Operand)})",
        Binary binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
        Junction junction => $"({(junction.IsAnd ? "AND" : "OR")} {List(junction.Terms)})",
        Conditional conditional => $"({Of(conditional.Condition)} ? {Of(conditional.WhenTrue)} : {Of(conditional.Otherwise)})",
        Membership membership => $"({Of(membership.Needle)} IN {List(membership.Candidates)})",
        Between between => $"({Of(between.Value)} BETWEEN {Of(between.Low)} AND {Of(between.High)})",
        Like like => $"({Of(like.Value)} LIKE {Of(like.Pattern)} {like.Escape})",
        Call call => $"{call.Name.ToUpperInvariant()}({List(call.Arguments)})",
        ObjectLiteral literal => $"{{{string.Join(',', literal.Properties.Select(property => $"{property.Key.Length}:{property.Key}:{Of(property.Value)}"))}}}",
        Subquery subquery => $"({subquery.Kind} {Form(subquery.Query)})",
        ArrayLiteral literal => $"[{List(literal.Items)}]",
        _ => throw new ArgumentException("The expression is of no known kind.", nameof(expression)),
    };

    private string Form(SelectQuery query) => string.Join(
        ' ',
        query.Distinct ? "DISTINCT" : "",
        query.IsValue ? "VALUE" : "",
        query.Items is null ? "*" : string.Join(',', query.Items.Select(item => $"{Of(item.Expression)} {item.Name}")),
        string.Join(',', query.Sources.Select(source => $"{Of(source.Path)} {(source.Iterates ? "IN" : "AS")} {source.Alias}")),
        query.Where is null ? "" : Of(query.Where).ToString(CultureInfo.InvariantCulture),
        List(query.GroupBy));

    private string List(IReadOnlyList<Expression> expressions) => string.Join(',', expressions.Select(Of));
}
