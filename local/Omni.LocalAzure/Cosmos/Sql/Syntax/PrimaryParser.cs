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
        if (token.IsWord("true")) return Constant(SqlValue.True);
        if (token.IsWord("false")) return Constant(SqlValue.False);
        if (token.IsWord("null")) return Constant(SqlValue.Null);
        if (token.IsWord("undefined")) return Constant(SqlValue.Undefined);
        if (token.IsWord("exists") || token.IsWord("array")) return expressions.Subquery(token.IsWord("exists") ? SubqueryKind.Exists : SubqueryKind.Array, tokens.Take().Start);
        if (ReservedWords.Contains(token.Value)) throw tokens.Unexpected();
        if (token.IsWord("udf") && tokens.Following.IsSymbol("."))
            throw new SqlException("SC1901", "User defined functions are not supported here.", token.Start, token.End);
        tokens.Take();
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
        var properties = new List<KeyValuePair<string, Expression>>();
        if (!tokens.TakeSymbol("}"))
        {
            do properties.Add(Property());
            while (tokens.TakeSymbol(","));
            tokens.ExpectSymbol("}");
        }

        return new ObjectLiteral(properties) { Start = start, End = tokens.LastEnd };
    }

    private KeyValuePair<string, Expression> Property()
    {
        if (tokens.Current.Kind is not (TokenKind.Word or TokenKind.Text)) throw tokens.Unexpected();
        var name = tokens.Take().Value;
        tokens.ExpectSymbol(":");
        return KeyValuePair.Create(name, expressions.Parse());
    }
}
