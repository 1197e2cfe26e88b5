namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

internal enum SubqueryKind
{
    /// <summary>Its one value; undefined when it has none.</summary>
    Scalar,

    /// <summary><c>EXISTS(…)</c>.</summary>
    Exists,

    /// <summary><c>ARRAY(…)</c>.</summary>
    Array,

    /// <summary>A source of FROM or JOIN.</summary>
    Source,
}

/// <summary>A query in parentheses, which sees the sources of the query around it.</summary>
internal sealed class Subquery(SelectQuery query, SubqueryKind kind) : Expression
{
    public SelectQuery Query => query;

    public SubqueryKind Kind => kind;

    public override IEnumerable<Expression> Children => query.Expressions;

    public override int Size => 1;

    /// <summary>What is inside is the matter of the subquery alone: an aggregate there is no aggregate here.</summary>
    public override bool Any(Func<Expression, bool> condition) => condition(this);
}
