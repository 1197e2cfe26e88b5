using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Parses what stands alone: literals, names, calls, parentheses, object and array literals.</summary>
internal readonly struct PrimaryParser(TokenCursor tokens, ExpressionParser expressions)
{
    public Expression Parse()
    {
        var token = tokens.Current;
        return token.Kind switch
        {
            TokenKind.Number => Constant(SqlValue.Of(token.Number)),
            TokenKind.Text => Constant(SqlValue.Of(token.Value)),
            TokenKind.Parameter => new Parameter(tokens.Take().Value) { Start = token.Start, End = token.End },
            TokenKind.Word => Word(token),
            TokenKind.Symbol => Bracketed(token),
            _ => throw tokens.Unexpected(),
        };
    }

    private Literal Constant(SqlValue value)
    {
        var token = tokens.Take();
        return new Literal(value) { Start = token.Start, End = token.End };
    }

    private Expression Word(Token token)
    {
        switch (token.Value)
        {
            case "true":
                return Constant(SqlValue.True);
            case "false":
                return Constant(SqlValue.False);
            case "null":
                return Constant(SqlValue.Null);
            case "undefined" or "NaN" or "Infinity":
                return Constant(SqlValue.Undefined);
            case "udf":
                throw SqlException.NotSupported("user-defined function", token.Start, token.End);
        }

        if (token.IsWord("EXISTS")) return expressions.Subquery(SubqueryKind.Exists, tokens.Take().Start);
        if (token.IsWord("ARRAY")) return expressions.Subquery(SubqueryKind.Array, tokens.Take().Start);
        if (tokens.Following.IsSymbol("(") && (token.IsWord("LEFT") || token.IsWord("RIGHT"))) tokens.Take();
        else tokens.TakeName();
        return tokens.Current.IsSymbol("(")
            ? new Call(token.Value, expressions.List("(", ")", allowEmpty: true)) { Start = token.Start, End = tokens.LastEnd }
            : new Identifier(token.Value) { Start = token.Start, End = token.End };
    }

    private Expression Bracketed(Token token)
    {
        switch (token.Value)
        {
            case "(":
                if (tokens.Following.IsWord("SELECT")) return expressions.Subquery(SubqueryKind.Scalar, token.Start + 1);
                tokens.Take();
                var inner = expressions.Parse();
                tokens.ExpectSymbol(")");
                return inner;
            case "[":
                return new ArrayLiteral(expressions.List("[", "]", allowEmpty: true)) { Start = token.Start, End = tokens.LastEnd };
            case "{":
                return Object(token.Start);
            default:
                throw tokens.Unexpected();
        }
    }

    private ObjectLiteral Object(int start)
    {
        tokens.ExpectSymbol("{");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var properties = new List<KeyValuePair<string, Expression>>();
        if (!tokens.TakeSymbol("}"))
        {
            do properties.Add(Property(names));
            while (tokens.TakeSymbol(","));
            tokens.ExpectSymbol("}");
        }

        return new ObjectLiteral(properties) { Start = start, End = tokens.LastEnd };
    }

    private KeyValuePair<string, Expression> Property(HashSet<string> names)
    {
        var name = tokens.Current.Kind == TokenKind.Text ? tokens.Take() : tokens.TakeName();
        if (!names.Add(name.Value)) throw SqlException.DuplicateProperty(name.Value, name.Start, name.End);
        tokens.ExpectSymbol(":");
        return KeyValuePair.Create(name.Value, expressions.Parse());
    }
}
