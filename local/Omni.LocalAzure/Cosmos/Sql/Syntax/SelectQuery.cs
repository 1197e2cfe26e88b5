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

    /// <summary>Rows become groups: there is GROUP BY, or an aggregate over all rows.</summary>
    public bool IsGrouped =>
        GroupBy.Count > 0 || (Items?.Any(item => item.Expression.Any(IsAggregate)) ?? false) || OrderBy.Any(key => key.Expression.Any(IsAggregate));

    /// <summary>The most rows it gives can be told to be one without running it.</summary>
    public bool IsSingle => (IsGrouped && GroupBy.Count == 0) || Sources.All(source => !source.Iterates && source.Path is not Subquery { Query.IsSingle: false });

    /// <summary>All expressions the query is made of.</summary>
    public IEnumerable<Expression> Expressions =>
    [
        .. Items?.Select(item => item.Expression) ?? [],
        .. Sources.Select(source => source.Path),
        .. Where is null ? [] : new[] { Where },
        .. GroupBy,
        .. OrderBy.Select(key => key.Expression),
    ];

    private static bool IsAggregate(Expression expression) => expression is Call { IsAggregate: true };
}

/// <summary>A column; its alias may be derived from the expression.</summary>
internal sealed record SelectItem(Expression Expression, string? Alias)
{
    /// <summary>The name of its property; null when it has none.</summary>
    public string? Name => Alias ?? Expression switch
    {
        Identifier identifier => identifier.Name,
        Member member => member.Name,
        _ => null,
    };

    /// <summary>Where the name stands.</summary>
    public required (int Start, int End) Place { get; init; }
}

/// <summary>One source: <paramref name="Path"/> itself, or each item of the array there. A source without a name has an empty alias.</summary>
internal sealed record Source(Expression Path, string Alias, bool Iterates)
{
    /// <summary>Where the alias stands, or what it was derived from.</summary>
    public required (int Start, int End) Place { get; init; }
}

internal sealed record SortKey(Expression Expression, bool Descending);
