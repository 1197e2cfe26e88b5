using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>
/// Parses scalar expressions, loosest operator first. The levels are those of the service's compiler, which differ from other SQL:
/// NOT binds like a sign, <c>&amp; | ^ ||</c> like a sum, and BETWEEN is no operand of AND and OR without parentheses.
/// </summary>
internal sealed class ExpressionParser(TokenCursor tokens)
{
    private const int MaxDepth = 200;
    private const int MaxTreeDepth = 500;

    private static readonly string[][] BinaryLevels =
        [["=", "!=", "<>", "<", "<=", ">", ">="], ["<<", ">>", ">>>"], ["+", "-", "&", "|", "^", "||"], ["*", "/", "%"]];

    private int _depth;

    public Expression Parse()
    {
        var start = Enter();
        var expression = Coalesce();
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
        return Leave(new Subquery(query, kind) { Start = start, End = kind is SubqueryKind.Scalar ? tokens.LastEnd - 1 : tokens.LastEnd });
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

    private Token Enter() => ++_depth > MaxDepth ? throw SqlException.TooComplex(tokens.Current.Start, tokens.Current.End) : tokens.Current;

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
            if (next.Depth > MaxTreeDepth) throw SqlException.TooComplex(next.Expression.Start, next.Expression.End);
            foreach (var child in next.Expression.Children) waiting.Push((child, next.Depth + 1));
        }
    }

    private Expression Coalesce()
    {
        var operands = new Stack<Expression>([Operand()]);
        while (tokens.TakeSymbol("??")) operands.Push(Operand());
        var expression = operands.Pop();
        while (operands.TryPop(out var left)) expression = new Binary("??", left, expression) { Start = left.Start, End = expression.End };
        return expression;
    }

    private Expression Operand()
    {
        var start = tokens.Current.Start;
        var value = Joined(isAnd: false);
        if (value is Junction or Membership or Like or Unary { Operand: Membership or Like } || !TakeOperator("BETWEEN", out var negated)) return value;
        var low = BinaryLevel(0);
        tokens.ExpectWord("AND");
        return Negated(new Between(value, low, BinaryLevel(0)) { Start = start, End = tokens.LastEnd }, negated);
    }

    private Expression Joined(bool isAnd)
    {
        var start = tokens.Current.Start;
        var first = isAnd ? Predicate() : Joined(isAnd: true);
        if (!tokens.Current.IsWord(isAnd ? "AND" : "OR")) return first;
        var terms = new List<Expression> { first };
        while (tokens.TakeWord(isAnd ? "AND" : "OR")) terms.Add(isAnd ? Predicate() : Joined(isAnd: true));
        return new Junction(isAnd, terms) { Start = start, End = tokens.LastEnd };
    }

    private Expression Predicate()
    {
        var start = tokens.Current.Start;
        var left = BinaryLevel(0);
        if (TakeOperator("IN", out var notIn))
            return Negated(new Membership(left, List("(", ")", allowEmpty: false)) { Start = start, End = tokens.LastEnd }, notIn);
        return TakeOperator("LIKE", out var notLike) ? Negated(LikePattern(left, start), notLike) : left;
    }

    private Like LikePattern(Expression value, int start)
    {
        var pattern = BinaryLevel(0);
        if (!tokens.TakeWord("ESCAPE")) return new Like(value, pattern, null) { Start = start, End = tokens.LastEnd };
        var escape = tokens.Current.Kind == TokenKind.Text ? tokens.Take() : throw tokens.Unexpected();
        return escape.Value is [var single]
            ? new Like(value, pattern, single) { Start = start, End = tokens.LastEnd }
            : throw new SqlException("SC2207", $"The invalid escape character '{escape.Value}' was specified in a LIKE predicate.", escape.Start, escape.End);
    }

    /// <summary>The operator, perhaps after NOT.</summary>
    private bool TakeOperator(string word, out bool negated)
    {
        negated = tokens.Current.IsWord("NOT") && tokens.Following.IsWord(word);
        return negated ? tokens.TakeWord("NOT") && tokens.TakeWord(word) : tokens.TakeWord(word);
    }

    private static Expression Negated(Expression predicate, bool negated) =>
        negated ? new Unary("NOT", predicate) { Start = predicate.Start, End = predicate.End } : predicate;

    private Expression BinaryLevel(int level)
    {
        if (level == BinaryLevels.Length) return Sign();
        var start = tokens.Current.Start;
        var left = BinaryLevel(level + 1);
        while (tokens.Current.Kind == TokenKind.Symbol && BinaryLevels[level].Contains(tokens.Current.Value))
        {
            var symbol = tokens.Take().Value;
            left = new Binary(symbol == "<>" ? "!=" : symbol, left, BinaryLevel(level + 1)) { Start = start, End = tokens.LastEnd };
        }

        return left;
    }

    private Expression Sign()
    {
        var start = tokens.Current;
        if (!start.IsWord("NOT") && (start.Kind != TokenKind.Symbol || start.Value is not ("-" or "+" or "~"))) return Postfix();
        Enter();
        tokens.Take();
        var operand = Sign();
        _depth--;
        return start.Value == "-" && operand is Literal { Value.Kind: SqlKind.Number } number
            ? new Literal(SqlValue.Of(-number.Value.Number)) { Start = start.Start, End = tokens.LastEnd }
            : new Unary(start.Kind == TokenKind.Word ? "NOT" : start.Value, operand) { Start = start.Start, End = tokens.LastEnd };
    }

    private Expression Postfix()
    {
        var start = tokens.Current.Start;
        var expression = new PrimaryParser(tokens, this).Parse();
        while (true)
        {
            if (tokens.TakeSymbol(".")) expression = new Member(expression, tokens.TakeName().Value) { Start = start, End = tokens.LastEnd };
            else if (tokens.TakeSymbol("[")) expression = Indexed(expression, start);
            else return expression;
        }
    }

    private Expression Indexed(Expression target, int start)
    {
        var index = Parse();
        tokens.ExpectSymbol("]");
        return index switch
        {
            Literal { Value.Kind: SqlKind.Text } name => new Member(target, name.Value.Text) { Start = start, End = tokens.LastEnd },
            Literal => new Indexer(target, index) { Start = start, End = tokens.LastEnd },
            _ => throw SqlException.NotSupported("member indexer", start, tokens.LastEnd),
        };
    }
}
