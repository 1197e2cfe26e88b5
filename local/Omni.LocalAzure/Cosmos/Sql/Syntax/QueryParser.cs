namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses a query's clauses.</summary>
internal sealed class QueryParser
{
    private readonly TokenCursor _tokens;
    private readonly ExpressionParser _expressions;

    private QueryParser(string text)
    {
        _tokens = new TokenCursor(Lexer.Read(text));
        _expressions = new ExpressionParser(_tokens);
    }

    /// <exception cref="SqlException">The text is no query.</exception>
    public static SelectQuery Parse(string text)
    {
        var parser = new QueryParser(text);
        var query = parser.Query();
        return parser._tokens.Current.Kind == TokenKind.End ? query : throw parser._tokens.Unexpected();
    }

    private SelectQuery Query()
    {
        _tokens.ExpectWord("SELECT");
        var distinct = _tokens.TakeWord("DISTINCT");
        var top = _tokens.TakeWord("TOP") ? TopCount() : null;
        var selectStart = _tokens.Current;
        var isValue = _tokens.TakeWord("VALUE");
        var items = !isValue && _tokens.TakeSymbol("*") ? null : Items(isValue);
        var sources = _tokens.TakeWord("FROM") ? Sources() : [];
        CheckStar(items, sources, selectStart);
        var where = _tokens.TakeWord("WHERE") ? _expressions.Parse() : null;
        var groupBy = TakeBy("GROUP") ? Expressions() : [];
        var orderBy = TakeBy("ORDER") ? SortKeys() : [];
        var query = new SelectQuery
        {
            Distinct = distinct, Top = top, IsValue = isValue, Items = items, Sources = sources, Where = where, GroupBy = groupBy, OrderBy = orderBy,
        };
        return _tokens.Current.IsWord("OFFSET") ? WithOffset(query) : query;
    }

    private Expression TopCount() => _tokens.Current.Kind is TokenKind.Number or TokenKind.Parameter
        ? new PrimaryParser(_tokens, _expressions).Parse()
        : throw _tokens.Unexpected();

    private SelectQuery WithOffset(SelectQuery query)
    {
        var start = _tokens.Take();
        var offset = TopCount();
        _tokens.ExpectWord("LIMIT");
        var limit = TopCount();
        return query.Top is null
            ? query with { Offset = offset, Limit = limit }
            : throw new SqlException("SC2205", "A TOP cannot be used in the same query or subquery as an OFFSET.", start.Start, start.End);
    }

    private List<SelectItem> Items(bool isValue)
    {
        var items = new List<SelectItem>();
        do
        {
            var expression = _expressions.Parse();
            items.Add(new SelectItem(expression, isValue ? null : Alias()));
        }
        while (!isValue && _tokens.TakeSymbol(","));
        return items;
    }

    private string? Alias()
    {
        var explicitly = _tokens.TakeWord("AS");
        if (_tokens.Current.Kind == TokenKind.Word && !ReservedWords.Contains(_tokens.Current.Value)) return _tokens.Take().Value;
        return explicitly ? throw _tokens.Unexpected() : null;
    }

    private List<Source> Sources()
    {
        var sources = new List<Source> { Source() };
        while (_tokens.TakeWord("JOIN")) sources.Add(Source());
        return sources;
    }

    private Source Source()
    {
        if (_tokens.Current.IsSymbol("(")) throw PrimaryParser.Subquery(_tokens.Current);
        if (_tokens.Current.Kind != TokenKind.Word || ReservedWords.Contains(_tokens.Current.Value)) throw _tokens.Unexpected();
        if (!_tokens.Following.IsWord("IN"))
        {
            var path = Path();
            return new Source(path, Alias() ?? Name(path), Iterates: false);
        }

        var alias = _tokens.Take().Value;
        _tokens.ExpectWord("IN");
        return new Source(Path(), alias, Iterates: true);
    }

    /// <summary>A source is a path: a name and what hangs on it by dots and brackets.</summary>
    private Expression Path()
    {
        var start = _tokens.Current;
        if (start.IsSymbol("(")) throw PrimaryParser.Subquery(start);
        var path = _expressions.Parse();
        return path is Identifier or Member or Indexer
            ? path
            : throw new SqlException("SC1001", $"Syntax error, incorrect syntax near '{start.Value}'.", start.Start, start.End);
    }

    private static string Name(Expression path) => path switch
    {
        Identifier identifier => identifier.Name,
        Member member => member.Name,
        _ => "",
    };

    private bool TakeBy(string word)
    {
        if (!_tokens.TakeWord(word)) return false;
        _tokens.ExpectWord("BY");
        return true;
    }

    private List<Expression> Expressions()
    {
        var expressions = new List<Expression>();
        do expressions.Add(_expressions.Parse());
        while (_tokens.TakeSymbol(","));
        return expressions;
    }

    private List<SortKey> SortKeys()
    {
        var keys = new List<SortKey>();
        do
        {
            var expression = _expressions.Parse();
            var descending = _tokens.TakeWord("DESC");
            if (!descending) _tokens.TakeWord("ASC");
            keys.Add(new SortKey(expression, descending));
        }
        while (_tokens.TakeSymbol(","));
        return keys;
    }

    private static void CheckStar(List<SelectItem>? items, List<Source> sources, Token star)
    {
        if (items is not null) return;
        if (sources.Count == 0) throw new SqlException("SC1021", "Syntax error, 'SELECT *' is not valid if FROM clause is omitted.", star.Start, star.End);
        if (sources.Count > 1) throw new SqlException("SC2042", "'SELECT *' is only valid with a single input set.", star.Start, star.End);
    }
}
