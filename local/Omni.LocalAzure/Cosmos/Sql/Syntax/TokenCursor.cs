namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>The parser's place in the tokens.</summary>
internal sealed class TokenCursor(string text)
{
    private readonly List<Token> _tokens = Lexer.Read(text);

    private int _position;

    public Token Current => _tokens[_position];

    public Token Following => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    /// <summary>Where the last token that was taken ends.</summary>
    public int LastEnd => _position == 0 ? 0 : _tokens[_position - 1].End;

    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End) _position++;
        return token;
    }

    public bool TakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        _position++;
        return true;
    }

    public bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol)) return false;
        _position++;
        return true;
    }

    /// <summary>A word that is not reserved.</summary>
    public Token TakeName() => Current.Kind == TokenKind.Word && !ReservedWords.Contains(Current.Value) ? Take() : throw Unexpected();

    /// <summary>The name after an expression or source, with or without AS; null when there is none.</summary>
    public Token? TakeAlias()
    {
        if (TakeWord("AS")) return TakeName();
        return Current.Kind == TokenKind.Word && !ReservedWords.Contains(Current.Value) ? Take() : null;
    }

    public void ExpectWord(string word)
    {
        if (!TakeWord(word)) throw Unexpected();
    }

    public void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Unexpected();
    }

    public SqlException Unexpected() => Current.Kind == TokenKind.End
        ? new SqlException("SC1002", "Syntax error, unexpected end-of-file.", Current.Start, Current.End)
        : new SqlException("SC1001", $"Syntax error, incorrect syntax near '{text[Current.Start..Current.End]}'.", Current.Start, Current.End);
}
