using System.Text;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Cuts a query into tokens.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        [">>>", "<<", ">>", "<=", ">=", "!=", "<>", "??", "||", "(", ")", "[", "]", "{", "}", ",", ".", ":", "?", "*", "/", "%", "+", "-", "=", "<", ">", "&", "|", "^", "~"];

    private int _position;

    /// <exception cref="SqlException">The text has something that is no token.</exception>
    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        SkipBlanks();
        if (_position >= text.Length) return new Token(TokenKind.End, "", 0, text.Length, text.Length);
        var start = text[_position];
        if (IsWordStart(start)) return Word(TokenKind.Word, _position);
        if (start == '@') return Word(TokenKind.Parameter, _position++);
        if (start is '"' or '\'') return Text();
        return char.IsAsciiDigit(start) || (start == '.' && _position + 1 < text.Length && char.IsAsciiDigit(text[_position + 1])) ? Number() : Symbol();
    }

    private void SkipBlanks()
    {
        while (_position < text.Length)
        {
            if (char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
            else if (text.AsSpan(_position).StartsWith("--", StringComparison.Ordinal))
            {
                var end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private Token Word(TokenKind kind, int start)
    {
        SkipWord();
        return new Token(kind, text[start.._position], 0, start, _position);
    }

    private Token Number()
    {
        var start = _position;
        var number = NumberText.Scan(text, ref _position);
        var isWhole = _position == text.Length || !IsWordPart(text[_position]);
        SkipWord();
        return isWhole && number is { } value
            ? new Token(TokenKind.Number, text[start.._position], value, start, _position)
            : throw Invalid("SC1011", "numeric value token", start);
    }

    private Token Text()
    {
        var start = _position;
        var quote = text[_position++];
        var content = new StringBuilder();
        while (_position < text.Length && text[_position] != quote)
        {
            var next = text[_position++];
            content.Append(next == '\\' ? Escape(start) : next);
        }

        if (_position++ >= text.Length) throw InvalidText(start);
        return new Token(TokenKind.Text, content.ToString(), 0, start, _position);
    }

    private char Escape(int start)
    {
        if (_position >= text.Length) throw InvalidText(start);
        var escaped = text[_position++];
        return escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', 'u' => Unicode(start), _ => escaped };
    }

    private char Unicode(int start)
    {
        var code = 0;
        for (var digit = 0; digit < 4; digit++)
        {
            if (_position >= text.Length || !char.IsAsciiHexDigit(text[_position++])) throw InvalidText(start);
            code = (code * 16) + Convert.ToInt32(text.Substring(_position - 1, 1), 16);
        }

        return (char)code;
    }

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (!text.AsSpan(_position).StartsWith(symbol, StringComparison.Ordinal)) continue;
            _position += symbol.Length;
            return new Token(TokenKind.Symbol, symbol, 0, _position - symbol.Length, _position);
        }

        throw Invalid("SC1010", "token", _position++);
    }

    private void SkipWord()
    {
        while (_position < text.Length && IsWordPart(text[_position])) _position++;
    }

    private SqlException InvalidText(int start) => Invalid("SC1012", "string literal token", start);

    private SqlException Invalid(string code, string what, int start)
    {
        var end = Math.Min(_position, text.Length);
        return new SqlException(code, $"Syntax error, invalid {what} '{text[start..end]}'.", start, end);
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
