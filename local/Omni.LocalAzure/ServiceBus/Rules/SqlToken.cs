using System.Text.RegularExpressions;

namespace Omni.LocalAzure.ServiceBus.Rules;

internal enum SqlTokenKind
{
    End,
    Name,
    Text,
    Number,
    Symbol,
}

/// <summary>A word of a filter. Keywords are names here; the parser knows them by their place.</summary>
internal readonly partial record struct SqlToken(SqlTokenKind Kind, string Value)
{
    public static readonly SqlToken End = new(SqlTokenKind.End, "the end");

    /// <exception cref="InvalidDataException">A character that starts no word.</exception>
    public static List<SqlToken> Split(string expression)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < expression.Length;)
        {
            var match = Word().Match(expression, at);
            if (!match.Success) throw new InvalidDataException($"Filter {expression}: nothing is known that starts at {at}.");
            at += match.Length;
            if (match.Groups["text"].Success) tokens.Add(new(SqlTokenKind.Text, match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal)));
            else if (match.Groups["number"].Success) tokens.Add(new(SqlTokenKind.Number, match.Groups["number"].Value));
            else if (match.Groups["quoted"].Success) tokens.Add(new(SqlTokenKind.Name, match.Groups["quoted"].Value));
            else if (match.Groups["name"].Success) tokens.Add(new(SqlTokenKind.Name, match.Groups["name"].Value));
            else if (match.Groups["symbol"].Success) tokens.Add(new(SqlTokenKind.Symbol, match.Groups["symbol"].Value));
        }

        tokens.Add(End);
        return tokens;
    }

    public bool Is(string word) =>
        Kind is SqlTokenKind.Name or SqlTokenKind.Symbol && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        """\G(?:\s+|'(?<text>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?)|\[(?<quoted>[^\]]+)\]|(?<name>[A-Za-z_][\w.\-]*)|(?<symbol><=|>=|<>|!=|[=<>(),]))""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
