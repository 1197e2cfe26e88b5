namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses a query's clauses.</summary>
internal readonly struct QueryParser(TokenCursor tokens, ExpressionParser expressions)
{
    /// <exception cref="SqlException">The text is no query.</exception>
    public static SelectQuery Parse(string text)
    {
        var tokens = new TokenCursor(Lexer.Read(text));
        var query = new QueryParser(tokens, new ExpressionParser(tokens)).Query();
        return tokens.Current.Kind == TokenKind.End ? query : throw tokens.Unexpected();
    }

    /// <summary>A query within another, which may neither sort nor cut its rows.</summary>
    public SelectQuery Nested()
    {
        var query = Query();
        if (query.Top is { } top) throw Refused("SC2203", "'TOP' is not supported in subqueries.", top.Start - "TOP ".Length, top.End);
        if (query.OrderBy is [var key, ..]) throw Refused("SC2202", "'ORDER BY' is not supported in subqueries.", key.Expression.Start, query.OrderBy[^1].Expression.End);
        if (query is { Offset: { } offset, Limit: { } limit })
            throw Refused("SC2204", "'OFFSET LIMIT' clause is not supported in subqueries.", offset.Start, limit.End);
        return query;
    }

    private SelectQuery Query()
    {
        tokens.ExpectWord("SELECT");
        var distinct = tokens.TakeWord("DISTINCT");
        var top = tokens.TakeWord("TOP") ? TopCount() : null;
        var selectStart = tokens.Current;
        var isValue = tokens.TakeWord("VALUE");
        var items = !isValue && tokens.TakeSymbol("*") ? null : Items(isValue);
        var sources = tokens.TakeWord("FROM") ? new SourceParser(tokens, expressions).Sources() : [];
        CheckStar(items, sources, selectStart);
        var where = tokens.TakeWord("WHERE") ? expressions.Parse() : null;
        var groupBy = TakeBy("GROUP") ? Expressions() : [];
        var orderBy = TakeBy("ORDER") ? SortKeys() : [];
        var query = new SelectQuery
        {
            Distinct = distinct, Top = top, IsValue = isValue, Items = items, Sources = sources, Where = where, GroupBy = groupBy, OrderBy = orderBy,
        };
        return tokens.Current.IsWord("OFFSET") ? WithOffset(query) : query;
    }

    private Expression TopCount() => tokens.Current.Kind is TokenKind.Number or TokenKind.Parameter
        ? new PrimaryParser(tokens, expressions).Parse()
        : throw tokens.Unexpected();

    private SelectQuery WithOffset(SelectQuery query)
    {
        var start = tokens.Take();
        var offset = TopCount();
        tokens.ExpectWord("LIMIT");
        var limit = TopCount();
        return query.Top is null
            ? query with { Offset = offset, Limit = limit }
            : throw Refused("SC2205", "A TOP cannot be used in the same query or subquery as an OFFSET.", start.Start, start.End);
    }

    private List<SelectItem> Items(bool isValue)
    {
        var items = new List<SelectItem>();
        do
        {
            var expression = expressions.Parse();
            items.Add(new SelectItem(expression, isValue ? null : tokens.TakeAlias()?.Value));
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

    private List<SortKey> SortKeys()
    {
        var keys = new List<SortKey>();
        do
        {
            var expression = expressions.Parse();
            var descending = tokens.TakeWord("DESC");
            if (!descending) tokens.TakeWord("ASC");
            keys.Add(new SortKey(expression, descending));
        }
        while (tokens.TakeSymbol(","));
        return keys;
    }

    private static void CheckStar(List<SelectItem>? items, List<Source> sources, Token star)
    {
        if (items is not null) return;
        if (sources.Count == 0) throw Refused("SC1021", "Syntax error, 'SELECT *' is not valid if FROM clause is omitted.", star.Start, star.End);
        if (sources.Count > 1) throw Refused("SC2042", "'SELECT *' is only valid with a single input set.", star.Start, star.End);
    }

    private static SqlException Refused(string code, string message, int start, int end) => new(code, message, start, end);
}
