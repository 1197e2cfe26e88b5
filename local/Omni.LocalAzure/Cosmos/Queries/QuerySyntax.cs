using Omni.LocalAzure.Cosmos.Sql.Evaluation;
using Omni.LocalAzure.Cosmos.Sql.Syntax;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Queries;

/// <summary>Reads out of a query's syntax what an index can use.</summary>
internal sealed class QuerySyntax(CompiledQuery query)
{
    private readonly string? _root = query.Syntax.Sources is [{ Iterates: false, Path: Identifier } source, ..] ? source.Alias : null;

    /// <summary>The names after the container's alias; null when the expression is no such path.</summary>
    public List<string>? Path(Expression expression)
    {
        var names = new List<string>();
        while (expression is Member member)
        {
            names.Insert(0, member.Name);
            expression = member.Target;
        }

        return names.Count > 0 && expression is Identifier identifier && identifier.Name == _root ? names : null;
    }

    /// <summary>The value of a literal or parameter; null for anything else.</summary>
    public SqlValue? Constant(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        Parameter parameter => query.Parameters[parameter.Name],
        _ => null,
    };

    /// <summary>The conditions that all must hold.</summary>
    public IReadOnlyList<Expression> Conditions => query.Syntax.Where switch
    {
        null => [],
        Junction { IsAnd: true } all => all.Terms,
        var one => [one],
    };

    /// <summary>The paths that a condition compares with something.</summary>
    public IEnumerable<List<string>> ComparedPaths(Expression condition)
    {
        Expression[] compared = condition switch
        {
            Binary binary => [binary.Left, binary.Right],
            Between between => [between.Value],
            _ => [],
        };
        return compared.Select(Path).OfType<List<string>>();
    }

    /// <summary>The query only counts documents: it takes nothing from them.</summary>
    public bool TakesNothing
    {
        get
        {
            if (query.Syntax is not { Items: not null, Sources: [{ Path: var container }] } || _root is null) return false;
            return query.Syntax.Expressions.All(expression => expression == container || !expression.Any(part => part is Identifier or Subquery));
        }
    }
}
