using System.Globalization;
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
        while (_position < text.Length && IsWordPart(text[_position])) _position++;
        return new Token(kind, text[start.._position], 0, start, _position);
    }

    private Token Number()
    {
        var start = _position;
        if (text.AsSpan(start).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            _position += 2;
            while (_position < text.Length && char.IsAsciiHexDigit(text[_position])) _position++;
            return long.TryParse(text.AsSpan(start + 2, _position - start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? new Token(TokenKind.Number, text[start.._position], hex, start, _position)
                : throw Invalid(start);
        }

        while (_position < text.Length && IsNumberPart(start)) _position++;
        return double.TryParse(text.AsSpan(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new Token(TokenKind.Number, text[start.._position], number, start, _position)
            : throw Invalid(start);
    }

    private bool IsNumberPart(int start) => text[_position] switch
    {
        >= '0' and <= '9' or '.' => true,
        'e' or 'E' => true,
        '+' or '-' => _position > start && text[_position - 1] is 'e' or 'E',
        _ => false,
    };

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

        if (_position++ >= text.Length) throw Invalid(start);
        return new Token(TokenKind.Text, content.ToString(), 0, start, _position);
    }

    private char Escape(int start)
    {
        if (_position >= text.Length) throw Invalid(start);
        var escaped = text[_position++];
        if (escaped != 'u') return escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escaped };
        if (_position + 4 > text.Length || !ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw Invalid(start);
        _position += 4;
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

        throw Invalid(_position);
    }

    private SqlException Invalid(int start)
    {
        var end = Math.Max(Math.Min(_position, text.Length), start + 1);
        return new SqlException("SC1010", $"Syntax error, invalid token '{text[start..end]}'.", start, end);
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c is '_' or '$';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
