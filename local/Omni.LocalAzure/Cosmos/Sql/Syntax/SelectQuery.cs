namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>A parsed query.</summary>
internal sealed record SelectQuery
{
    public bool Distinct { get; init; }

    public Expression? Top { get; init; }

    /// <summary>Null for <c>SELECT *</c>.</summary>
    public IReadOnlyList<SelectItem>? Items { get; init; }

    /// <summary><c>SELECT VALUE</c>: the one item is the row itself.</summary>
    public bool IsValue { get; init; }

    /// <summary>Empty without FROM; the first names the container, the others are joined.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    public Expression? Where { get; init; }

    public IReadOnlyList<Expression> GroupBy { get; init; } = [];

    public IReadOnlyList<SortKey> OrderBy { get; init; } = [];

    public Expression? Offset { get; init; }

    public Expression? Limit { get; init; }
}

/// <summary>A column; its alias may be derived from the expression.</summary>
internal sealed record SelectItem(Expression Expression, string? Alias);

/// <summary>One source: <paramref name="Path"/> itself, or each item of the array there.</summary>
internal sealed record Source(Expression Path, string Alias, bool Iterates);

internal sealed record SortKey(Expression Expression, bool Descending);
