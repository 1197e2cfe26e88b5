namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

internal enum TokenKind
{
    End,
    Word,
    Number,
    Text,
    Parameter,
    Symbol,
}

/// <summary>A piece of the query's text; <see cref="Value"/> is a word's spelling, a symbol, a string's content or a parameter's name.</summary>
internal readonly record struct Token(TokenKind Kind, string Value, double Number, int Start, int End)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Value == symbol;
}
