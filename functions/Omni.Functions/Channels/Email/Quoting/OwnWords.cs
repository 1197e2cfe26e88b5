using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>
/// What the sender of a mail newly wrote: without the mail it answers and without a signature. Answers between quotes keep the quotes
/// they answer. Where it is not certain that something is a quote, it stays.
/// </summary>
internal static partial class OwnWords
{
    private const int MostOlder = 10;
    private const int MostHeaders = 6;

    /// <summary>The text itself when there is nothing to cut; null when nothing is left.</summary>
    /// <param name="text">The plain text, whole.</param>
    /// <param name="subject">Tells a mail passed on without a word from an answer without one.</param>
    public static string? Of(string text, string? subject) => Marked(text, subject)?.Replace(QuotedHeader.Mark.ToString(), "", StringComparison.Ordinal);

    private static string? Marked(string text, string? subject)
    {
        if (MailLines.Of(text) is not { } lines)
            return text;
        var cut = Cut(lines, text, IsForward(subject));
        if (cut is null)
            return null;
        var own = Signature.WithoutIt(cut);
        return own.Length == text.Length ? text : own.TrimEnd() is { Length: > 0 } words ? words : null;
    }

    public static bool IsForward(string? subject) => subject is not null && ForwardPrefix().IsMatch(subject);

    private static string? Cut(MailLines lines, string text, bool isForward)
    {
        for (var line = lines.NextFilled(0); line < lines.Count; line = lines.NextFilled(line + 1))
        {
            if (QuotedHeader.Begins(lines, line, out var forwards))
                return BeforeHeader(lines, line, text, forwards || isForward);
            if (Attribution.Length(lines, line, out var isCertain) is > 0 and var length)
                return lines.IsQuoted(line) || QuotesFollow(lines, line + length) ? AroundQuotes(lines, line, length) : isCertain && IsSetOff(lines, line, length) ? Before(lines, line) : text;
            if (lines.IsQuoted(line))
                return Unannounced(lines, line, text);
        }

        return text;
    }

    /// <summary>Mail passed on without a word of one's own is what its sender wanted to say.</summary>
    private static string? BeforeHeader(MailLines lines, int header, string text, bool isForward) =>
        Before(lines, header) is { } before && Signature.WithoutIt(before).Trim().Length > 0 ? before : isForward ? text : null;

    private static string? Before(MailLines lines, int end)
    {
        while (end > 0 && (lines.IsBlank(end - 1) || Rule().IsMatch(lines.Plain(end - 1))))
            end--;
        end = AboveHeaders(lines, end);
        return end == 0 ? null : lines.Written(0, end).ToString();
    }

    /// <summary>Some mailers write, under a line, whom the earlier mail went to and what about, before they say whose it is.</summary>
    private static int AboveHeaders(MailLines lines, int end)
    {
        var line = end;
        while (line > 0 && end - line < MostHeaders && QuotedHeader.IsOne(lines.Plain(line - 1)))
            line--;
        if (line == end || line == 0 || !Rule().IsMatch(lines.Plain(line - 1)))
            return end;
        while (line > 0 && (lines.IsBlank(line - 1) || Rule().IsMatch(lines.Plain(line - 1))))
            line--;
        return line;
    }

    private static bool QuotesFollow(MailLines lines, int line) => lines.NextFilled(line) is var next && next < lines.Count && lines.IsQuoted(next);

    /// <summary>Between lines of text it may be one of them.</summary>
    private static bool IsSetOff(MailLines lines, int line, int length) =>
        line == 0 || line + length >= lines.Count || lines.IsBlank(line - 1) || lines.IsBlank(line + length) || Rule().IsMatch(lines.Plain(line - 1))
        || QuotedHeader.IsOne(lines.Plain(line - 1)) || Signature.IsMailer(lines.Plain(line - 1));

    /// <summary>Above the quotes, below them, or between them.</summary>
    private static string? AroundQuotes(MailLines lines, int announced, int length)
    {
        var above = Before(lines, announced);
        var first = AfterOlder(lines, announced + length);
        var (blocks, ownFrom, ownTo) = Below(lines, first);
        if (ownFrom < 0)
            return above;
        if (above is null && blocks <= 1)
            return lines.Written(ownFrom, ownTo).ToString();
        var answered = lines.Written(lines.NextFilled(first), ownTo).ToString();
        return above is null ? answered : $"{above}\n\n{answered}";
    }

    /// <summary>The mail that is answered may begin with the line that announces an older one; nobody answers that line.</summary>
    private static int AfterOlder(MailLines lines, int first)
    {
        for (var older = 0; older < MostOlder; older++)
        {
            var next = lines.NextFilled(first);
            if (next >= lines.Count || !lines.IsQuoted(next) || Attribution.Length(lines, next, out var isCertain) is not (> 0 and var length) || !isCertain)
                return first;
            first = next + length;
        }

        return first;
    }

    /// <summary>Quotes that nothing announces: cut where they end the mail and a blank line sets them off, kept where they may be anything else.</summary>
    private static string? Unannounced(MailLines lines, int first, string text)
    {
        if (first == 0 || !lines.IsBlank(first - 1) || Before(lines, first) is not { } above)
            return text;
        var (_, ownFrom, ownTo) = Below(lines, first);
        return ownFrom < 0 ? above : lines.Written(0, ownTo).ToString();
    }

    /// <summary>Blocks of quotes before the last of the own words, and where own words begin and end; -1 when there are none but a signature.</summary>
    private static (int Blocks, int OwnFrom, int OwnTo) Below(MailLines lines, int first)
    {
        List<(int Blocks, int From, int To)> answers = [];
        var (blocks, isInQuote, isInAnswer) = (0, false, false);
        for (var line = lines.NextFilled(first); line < lines.Count; line = lines.NextFilled(line + 1))
        {
            if (lines.IsQuoted(line))
            {
                blocks += isInQuote ? 0 : 1;
                (isInQuote, isInAnswer) = (true, false);
                continue;
            }

            if (isInAnswer)
                answers[^1] = answers[^1] with { To = line + 1 };
            else
                answers.Add((blocks, line, line + 1));
            (isInQuote, isInAnswer) = (false, true);
        }

        if (answers.Count > 0 && string.IsNullOrWhiteSpace(Signature.WithoutIt(lines.Written(answers[^1].From, answers[^1].To).ToString())))
            answers.RemoveAt(answers.Count - 1);
        return answers.Count == 0 ? (blocks, -1, -1) : (answers[^1].Blocks, answers[0].From, answers[^1].To);
    }

    [GeneratedRegex(@"^[_\-=—–*]{3,}$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*(\[[^\]]{0,40}\]\s*)?(fwd?|wg|пересл|fw|перенаправлено|пс)\s*(\[\d+\])?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForwardPrefix();
}
