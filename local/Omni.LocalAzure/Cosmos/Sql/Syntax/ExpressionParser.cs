using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses scalar expressions, loosest operator first.</summary>
internal sealed class ExpressionParser(TokenCursor tokens)
{
    private const int MaxDepth = 200;
    private const int MaxTreeDepth = 500;

    private static readonly string[][] BinaryLevels = [["||"], ["|"], ["^"], ["&"], ["<<", ">>", ">>>"], ["+", "-"], ["*", "/", "%"]];
    private static readonly string[] Comparisons = ["=", "!=", "<>", "<", "<=", ">", ">="];

    private int _depth;

    public Expression Parse()
    {
        var start = Enter();
        var expression = Junction(isAnd: false);
        while (tokens.TakeSymbol("??")) expression = new Binary("??", expression, Junction(isAnd: false)) { Start = start.Start, End = tokens.LastEnd };
        if (tokens.TakeSymbol("?"))
        {
            var whenTrue = Parse();
            tokens.ExpectSymbol(":");
            expression = new Conditional(expression, whenTrue, Parse()) { Start = start.Start, End = tokens.LastEnd };
        }

        return Leave(expression);
    }

    /// <summary>A query in parentheses.</summary>
    public Subquery Subquery(SubqueryKind kind, int start)
    {
        Enter();
        tokens.ExpectSymbol("(");
        var query = new QueryParser(tokens, this).Nested();
        tokens.ExpectSymbol(")");
        return Leave(new Subquery(query, kind) { Start = start, End = tokens.LastEnd });
    }

    private Token Enter() => ++_depth > MaxDepth ? throw TooDeep(tokens.Current.Start, tokens.Current.End) : tokens.Current;

    private T Leave<T>(T expression)
        where T : Expression
    {
        if (--_depth == 0) CheckDepth(expression);
        return expression;
    }

    /// <summary>A chain such as 1+1+1 nests without the parser's recursion, and what walks the tree later recurses.</summary>
    private static void CheckDepth(Expression root)
    {
        var waiting = new Stack<(Expression Expression, int Depth)>([(root, 1)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Depth > MaxTreeDepth) throw TooDeep(root.Start, root.End);
            foreach (var child in next.Expression.Children) waiting.Push((child, next.Depth + 1));
        }
    }

    private static SqlException TooDeep(int start, int end) => new("SC1003", "Syntax error, the expression is nested too deeply.", start, end);

    private Expression Junction(bool isAnd)
    {
        var start = tokens.Current.Start;
        var first = isAnd ? Negation() : Junction(isAnd: true);
        if (!tokens.Current.IsWord(isAnd ? "AND" : "OR")) return first;
        var terms = new List<Expression> { first };
        while (tokens.TakeWord(isAnd ? "AND" : "OR")) terms.Add(isAnd ? Negation() : Junction(isAnd: true));
        return new Junction(isAnd, terms) { Start = start, End = tokens.LastEnd };
    }

    private Expression Negation()
    {
        var start = tokens.Current.Start;
        var negations = 0;
        while (tokens.TakeWord("NOT")) negations++;
        var operand = Comparison();
        for (; negations > 0; negations--) operand = new Unary("NOT", operand) { Start = start, End = tokens.LastEnd };
        return operand;
    }

    private Expression Comparison()
    {
        var start = tokens.Current.Start;
        var left = BinaryLevel(0);
        while (true)
        {
            if (tokens.Current.Kind == TokenKind.Symbol && Comparisons.Contains(tokens.Current.Value))
            {
                var comparison = tokens.Take().Value;
                left = new Binary(comparison == "<>" ? "!=" : comparison, left, BinaryLevel(0)) { Start = start, End = tokens.LastEnd };
                continue;
            }

            var negated = tokens.Current.IsWord("NOT") && tokens.TakeWord("NOT");
            if (Predicate(left, start) is not { } predicate) return negated ? throw tokens.Unexpected() : left;
            left = negated ? new Unary("NOT", predicate) { Start = start, End = tokens.LastEnd } : predicate;
        }
    }

    private Expression? Predicate(Expression left, int start)
    {
        if (tokens.TakeWord("IN")) return new Membership(left, List("(", ")", allowEmpty: false)) { Start = start, End = tokens.LastEnd };
        if (tokens.TakeWord("BETWEEN"))
        {
            var low = BinaryLevel(0);
            tokens.ExpectWord("AND");
            return new Between(left, low, BinaryLevel(0)) { Start = start, End = tokens.LastEnd };
        }

        if (!tokens.TakeWord("LIKE")) return null;
        var pattern = BinaryLevel(0);
        var escape = tokens.TakeWord("ESCAPE") ? BinaryLevel(0) : null;
        return new Like(left, pattern, escape) { Start = start, End = tokens.LastEnd };
    }

    private Expression BinaryLevel(int level)
    {
        if (level == BinaryLevels.Length) return Sign();
        var start = tokens.Current.Start;
        var left = BinaryLevel(level + 1);
        while (tokens.Current.Kind == TokenKind.Symbol && BinaryLevels[level].Contains(tokens.Current.Value))
        {
            var symbol = tokens.Take().Value;
            left = new Binary(symbol, left, BinaryLevel(level + 1)) { Start = start, End = tokens.LastEnd };
        }

        return left;
    }

    private Expression Sign()
    {
        var start = tokens.Current;
        if (start.Kind != TokenKind.Symbol || start.Value is not ("-" or "+" or "~")) return Postfix();
        Enter();
        tokens.Take();
        var operand = Sign();
        _depth--;
        return start.Value == "-" && operand is Literal { Value.Kind: SqlKind.Number } number
            ? new Literal(SqlValue.Of(-number.Value.Number)) { Start = start.Start, End = tokens.LastEnd }
            : new Unary(start.Value, operand) { Start = start.Start, End = tokens.LastEnd };
    }

    private Expression Postfix()
    {
        var start = tokens.Current.Start;
        var expression = new PrimaryParser(tokens, this).Parse();
        while (true)
        {
            if (tokens.TakeSymbol("."))
            {
                if (tokens.Current.Kind != TokenKind.Word) throw tokens.Unexpected();
                expression = new Member(expression, tokens.Take().Value) { Start = start, End = tokens.LastEnd };
            }
            else if (tokens.TakeSymbol("["))
            {
                var index = Parse();
                tokens.ExpectSymbol("]");
                expression = index is Literal { Value.Kind: SqlKind.Text } name
                    ? new Member(expression, name.Value.Text) { Start = start, End = tokens.LastEnd }
                    : new Indexer(expression, index) { Start = start, End = tokens.LastEnd };
            }
            else
            {
                return expression;
            }
        }
    }

    /// <summary>Expressions between two symbols, separated by commas.</summary>
    public List<Expression> List(string open, string close, bool allowEmpty)
    {
        tokens.ExpectSymbol(open);
        var items = new List<Expression>();
        if (allowEmpty && tokens.TakeSymbol(close)) return items;
        do items.Add(Parse());
        while (tokens.TakeSymbol(","));
        tokens.ExpectSymbol(close);
        return items;
    }
}
