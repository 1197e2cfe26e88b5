using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>A scalar expression; <see cref="Start"/> and <see cref="End"/> are its place in the text.</summary>
internal abstract class Expression
{
    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>The expressions this one consists of.</summary>
    public virtual IEnumerable<Expression> Children => [];

    /// <summary>How many expressions this one consists of, itself included; what is inside a subquery counts there.</summary>
    public virtual int Size => 1 + Children.Sum(child => child.Size);

    /// <summary>Whether <paramref name="condition"/> holds for this expression or one inside it.</summary>
    public virtual bool Any(Func<Expression, bool> condition) => condition(this) || Children.Any(child => child.Any(condition));
}

internal sealed class Literal(SqlValue value) : Expression
{
    public SqlValue Value => value;
}

internal sealed class Parameter(string name) : Expression
{
    public string Name => name;
}

/// <summary>An alias of FROM or JOIN.</summary>
internal sealed class Identifier(string name) : Expression
{
    public string Name => name;
}

/// <summary><c>target.name</c> or <c>target["name"]</c>.</summary>
internal sealed class Member(Expression target, string name) : Expression
{
    public Expression Target => target;

    public string Name => name;

    public override IEnumerable<Expression> Children => [target];
}

/// <summary><c>target[index]</c>.</summary>
internal sealed class Indexer(Expression target, Expression index) : Expression
{
    public Expression Target => target;

    public Expression Index => index;

    public override IEnumerable<Expression> Children => [target, index];
}

internal sealed class Unary(string @operator, Expression operand) : Expression
{
    public string Operator => @operator;

    public Expression Operand => operand;

    public override IEnumerable<Expression> Children => [operand];
}

internal sealed class Binary(string @operator, Expression left, Expression right) : Expression
{
    public string Operator => @operator;

    public Expression Left => left;

    public Expression Right => right;

    public override IEnumerable<Expression> Children => [left, right];
}

/// <summary>Any number of terms joined by AND or OR, flat: clients send a thousand.</summary>
internal sealed class Junction(bool isAnd, IReadOnlyList<Expression> terms) : Expression
{
    public bool IsAnd => isAnd;

    public IReadOnlyList<Expression> Terms => terms;

    public override IEnumerable<Expression> Children => terms;
}

internal sealed class Conditional(Expression condition, Expression whenTrue, Expression otherwise) : Expression
{
    public Expression Condition => condition;

    public Expression WhenTrue => whenTrue;

    public Expression Otherwise => otherwise;

    public override IEnumerable<Expression> Children => [condition, whenTrue, otherwise];
}

internal sealed class Membership(Expression needle, IReadOnlyList<Expression> candidates) : Expression
{
    public Expression Needle => needle;

    public IReadOnlyList<Expression> Candidates => candidates;

    public override IEnumerable<Expression> Children => [needle, .. candidates];
}

internal sealed class Between(Expression value, Expression low, Expression high) : Expression
{
    public Expression Value => value;

    public Expression Low => low;

    public Expression High => high;

    public override IEnumerable<Expression> Children => [value, low, high];
}

internal sealed class Like(Expression value, Expression pattern, char? escape) : Expression
{
    public Expression Value => value;

    public Expression Pattern => pattern;

    public char? Escape => escape;

    public override IEnumerable<Expression> Children => [value, pattern];
}

internal sealed class Call(string name, IReadOnlyList<Expression> arguments) : Expression
{
    public string Name => name;

    public IReadOnlyList<Expression> Arguments => arguments;

    public bool IsAggregate { get; } = AggregateNames.Contains(name);

    public override IEnumerable<Expression> Children => arguments;
}

internal sealed class ObjectLiteral(IReadOnlyList<KeyValuePair<string, Expression>> properties) : Expression
{
    public IReadOnlyList<KeyValuePair<string, Expression>> Properties => properties;

    public override IEnumerable<Expression> Children => properties.Select(property => property.Value);
}

internal sealed class ArrayLiteral(IReadOnlyList<Expression> items) : Expression
{
    public IReadOnlyList<Expression> Items => items;

    public override IEnumerable<Expression> Children => items;
}
