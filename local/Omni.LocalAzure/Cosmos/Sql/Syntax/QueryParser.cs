namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses a query's clauses.</summary>
internal readonly struct QueryParser(TokenCursor tokens, ExpressionParser expressions)
{
    private const int MaxLength = 256 * 1024;

    /// <exception cref="SqlException">The text is no query.</exception>
    public static SelectQuery Parse(string text)
    {
        if (text.Length > MaxLength) throw new SqlException("SC3020", $"The SQL query text exceeded the maximum limit of {MaxLength} characters.", 0, text.Length);
        var tokens = new TokenCursor(text);
        var query = new QueryParser(tokens, new ExpressionParser(tokens)).Query(isNested: false);
        return tokens.Current.Kind == TokenKind.End ? query : throw tokens.Unexpected();
    }

    /// <summary>A query within another, which may neither sort nor cut its rows.</summary>
    public SelectQuery Nested() => Query(isNested: true);

    private SelectQuery Query(bool isNested)
    {
        var start = tokens.Current.Start;
        tokens.ExpectWord("SELECT");
        var distinct = tokens.TakeWord("DISTINCT");
        var top = tokens.Current.IsWord("TOP") ? Top(isNested) : null;
        var star = tokens.Current;
        var isValue = tokens.TakeWord("VALUE");
        var items = !isValue && tokens.TakeSymbol("*") ? null : Items(isValue);
        if (items is null && tokens.Current.IsSymbol(",")) throw tokens.Unexpected();
        var sources = tokens.TakeWord("FROM") ? new SourceParser(tokens, expressions).Sources() : [];
        var query = new SelectQuery
        {
            Distinct = distinct,
            Top = top,
            IsValue = isValue,
            Items = items,
            Sources = sources,
            Where = tokens.TakeWord("WHERE") ? expressions.Parse() : null,
            GroupBy = TakeBy("GROUP") ? Expressions() : [],
            OrderBy = tokens.Current.IsWord("ORDER") ? SortKeys(isNested) : [],
        };
        if (tokens.Current.IsWord("OFFSET")) query = WithOffset(query, start, isNested);
        if (items is null) CheckStar(query, star);
        return query;
    }

    private Expression Top(bool isNested)
    {
        var start = tokens.Take();
        var count = RowCount();
        return isNested ? throw new SqlException("SC2203", "'TOP' is not supported in subqueries.", start.Start, tokens.LastEnd) : count;
    }

    private Expression RowCount() => tokens.Current.Kind is TokenKind.Number or TokenKind.Parameter
        ? new PrimaryParser(tokens, expressions).Parse()
        : throw tokens.Unexpected();

    private SelectQuery WithOffset(SelectQuery query, int start, bool isNested)
    {
        var clause = tokens.Take();
        var offset = WholeCount();
        tokens.ExpectWord("LIMIT");
        var limit = WholeCount();
        if (isNested) throw new SqlException("SC2204", "'OFFSET LIMIT' clause is not supported in subqueries.", clause.Start, tokens.LastEnd);
        return query.Top is null
            ? query with { Offset = offset, Limit = limit }
            : throw new SqlException("SC2205", "A TOP cannot be used in the same query or subquery as an OFFSET.", start, tokens.LastEnd);
    }

    private Expression WholeCount() =>
        tokens.Current is { Kind: TokenKind.Number } count && count.Number != Math.Floor(count.Number) ? throw tokens.Unexpected() : RowCount();

    private List<SelectItem> Items(bool isValue)
    {
        var items = new List<SelectItem>();
        do
        {
            var expression = expressions.Parse();
            var alias = isValue ? null : tokens.TakeAlias();
            var place = alias is { } name ? (name.Start, name.End)
                : expression is Member member ? (member.End - member.Name.Length, member.End)
                : (expression.Start, expression.End);
            items.Add(new SelectItem(expression, alias?.Value) { Place = place });
        }
        while (!isValue && tokens.TakeSymbol(","));
        return items;
    }

    private bool TakeBy(string word)
    {
        if (!tokens.TakeWord(word)) return false;
        tokens.ExpectWord("BY");
        return true;
    }

    private List<Expression> Expressions()
    {
        var list = new List<Expression>();
        do list.Add(expressions.Parse());
        while (tokens.TakeSymbol(","));
        return list;
    }

    private List<SortKey> SortKeys(bool isNested)
    {
        var start = tokens.Current.Start;
        TakeBy("ORDER");
        var keys = new List<SortKey>();
        do
        {
            var expression = expressions.Parse();
            var descending = tokens.TakeWord("DESC");
            if (!descending) tokens.TakeWord("ASC");
            keys.Add(new SortKey(expression, descending));
        }
        while (tokens.TakeSymbol(","));
        return isNested ? throw new SqlException("SC2202", "'ORDER BY' is not supported in subqueries.", start, tokens.LastEnd) : keys;
    }

    private static void CheckStar(SelectQuery query, Token star)
    {
        if (query.Sources.Count == 0) throw Refused("SC1021", "Syntax error, 'SELECT *' is not valid if FROM clause is omitted.");
        if (query.Sources.Count > 1) throw Refused("SC2042", "'SELECT *' is only valid with a single input set.");
        if (query.IsGrouped) throw Refused("SC2041", "'SELECT *' is not allowed with GROUP BY.");
        SqlException Refused(string code, string message) => new(code, message, star.Start, star.End);
    }
}
