using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>How mailers announce the mail that they quote: who wrote it, and when.</summary>
internal static partial class Attribution
{
    private const int MostLines = 4;
    private const int Longest = 400;

    // Mailers break lines where they are long.
    private const int ShortestWrapped = 40;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Months =
        @"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)\p{L}*\.?";

    /// <summary>How many lines from here on are one; 0 when they are none.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="at">The first of them.</param>
    /// <param name="isCertain">Whether it says when, and so is one whatever follows; the others announce quoted lines, or are just a sentence.</param>
    public static int Length(MailLines lines, int at, out bool isCertain)
    {
        var joined = Framed(lines.Unquoted(at));
        var isWrapped = joined.Length >= ShortestWrapped && (Date().IsMatch(joined) || BracketedAddress().IsMatch(joined));
        for (var length = 1; ; length++)
        {
            if (isCertain = IsCertain(joined))
                return length;
            if (IsPossible(joined) && lines.NextFilled(at + length) is var next && next < lines.Count && lines.IsQuoted(next) && !lines.IsQuoted(at))
                return length;
            var following = at + length;
            if (!isWrapped || length == MostLines || following >= lines.Count || lines.IsBlank(following) || joined.EndsWith(':'))
                return 0;
            joined = Framed($"{joined} {lines.Unquoted(following)}");
        }
    }

    /// <summary>Some put the line between dashes and leave out the colon.</summary>
    private static string Framed(string line) =>
        line.Length < Longest && line.StartsWith("--", StringComparison.Ordinal) && line.EndsWith("--", StringComparison.Ordinal) && line.Trim('-', ' ') is { Length: > 0 } announced
            ? $"{announced.TrimEnd(':')}:"
            : line;

    private static bool IsCertain(string line) =>
        Ends(line) && Date().IsMatch(line) && Time().IsMatch(line) && !FirstPerson().IsMatch(line)
        && (BracketedAddress().IsMatch(line) || (Opening().IsMatch(line) && (Address().IsMatch(line) || Verb().IsMatch(line) || YouWrote().IsMatch(line))));

    private static bool IsPossible(string line) =>
        Ends(line) && (NameAndVerb().IsMatch(line) || NameVerbAndTime().IsMatch(line) || (Time().IsMatch(line) && Year().IsMatch(line) && VerbElsewhere().IsMatch(line))
            || (!FirstPerson().IsMatch(line) && (BracketedAddress().IsMatch(line) || (Opening().IsMatch(line) && Date().IsMatch(line)))));

    private static bool Ends(string line) => line.Length is > 5 and < Longest && line[^1] == ':';

    [GeneratedRegex(@"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.?\s" + Months + @"|\b" + Months + @"\s\d{1,2}\b", Options)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b\d{1,2}:\d{2}\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"[<(\[](mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+[>)\]]", Options)]
    private static partial Regex BracketedAddress();

    [GeneratedRegex(@"[^\s<>()""]@[^\s<>()""]")]
    private static partial Regex Address();

    /// <summary>A day, or a word before one.</summary>
    [GeneratedRegex(
        @"^(on\s|(вы|you) (писали|написали|wrote)\s|\d{1,4}[./-]\d|\d{1,2}\s\p{L}|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|(в\s|во\s)?(пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)\b)",
        Options)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(вы (на)?писали|you wrote)\b", Options)]
    private static partial Regex YouWrote();

    [GeneratedRegex(@"\b(wrote|writes|написал|написала|написали|пишет|писал|писала|сообщил|сообщила)(\(-?а\)|\(a\))?\s*:$", Options)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^(?-i:\p{Lu})[\p{L}.'-]*(\s(?-i:\p{Lu})[\p{L}.'-]*){0,3},?\s(wrote|writes|написал|написала|пишет|писал|писала)(\(-?а\)|\(a\))?\s*:$", Options)]
    private static partial Regex NameAndVerb();

    [GeneratedRegex(
        @"^(?-i:\p{Lu})[^\s,:<>]*(\s[^\s,:<>]+){0,4},?\s(wrote|написал|написала|пишет|писал|писала)(\(-?а\)|\(a\))?\s(on\s|at\s|в\s)?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s(at\s|в\s)?\d{1,2}:\d{2}(:\d{2})?\s?([ap]m)?\s?:$", Options)]
    private static partial Regex NameVerbAndTime();

    [GeneratedRegex(@"\b20\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")]
    private static partial Regex Year();

    /// <summary>In languages of which no more is known.</summary>
    [GeneratedRegex(@"\b(schrieb|schreef|a écrit|escribió|escreveu|ha scritto|napisała?|napisał\(a\)|skrev|kirjoitti|пише|написа(в|ла)|напісаў|yazdı|жазды)(?!\p{L})", Options)]
    private static partial Regex VerbElsewhere();

    [GeneratedRegex(@"\b(я|мы|мне|нам|i|we|me|us)\b", Options)]
    private static partial Regex FirstPerson();
}
