using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>The lines of a mail, and which of them are quoted: with <c>&gt;</c>, or with the initials some mailers put before it.</summary>
internal sealed partial class MailLines
{
    private const int Most = 100_000;

    // Mailers break lines at 72 to 78 letters, so what is left of a broken one follows a line about that long.
    private const int ShortestBroken = 55;
    private const int LongestLookedAt = 1_000;

    private readonly string text;
    private readonly List<Range> ranges;
    private readonly bool[] quoted;

    private MailLines(string text, List<Range> ranges)
    {
        this.text = text;
        this.ranges = ranges;
        quoted = new bool[ranges.Count];
        for (var line = 0; line < quoted.Length; line++)
            quoted[line] = Quote().IsMatch(Start(line));
        JoinBroken();
    }

    public int Count => ranges.Count;

    /// <summary>Null when there are more lines than people write.</summary>
    public static MailLines? Of(string text)
    {
        List<Range> ranges = [];
        for (var start = 0; start <= text.Length;)
        {
            if (ranges.Count == Most)
                return null;
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            ranges.Add(start..end);
            start = end + 1;
        }

        return new MailLines(text, ranges);
    }

    public bool IsQuoted(int line) => quoted[line];

    public bool IsBlank(int line) => text.AsSpan(ranges[line]).IsWhiteSpace() || (quoted[line] && Unquoted(line).Length == 0);

    /// <summary>Trimmed, its blanks made plain ones, and cut where no line that means anything is as long.</summary>
    public string Plain(int line) => Start(line).ToString().Replace('\u00a0', ' ').Trim().TrimStart('\ufeff');

    /// <summary>The same without the signs of quoting.</summary>
    public string Unquoted(int line) => Quote().Replace(Plain(line), "", 1).TrimStart('>', ' ');

    /// <summary>The first line from here on that has something in it; <see cref="Count"/> when there is none.</summary>
    public int NextFilled(int line)
    {
        while (line < Count && IsBlank(line))
            line++;
        return line;
    }

    /// <summary>As written, without the line end after the last.</summary>
    public ReadOnlySpan<char> Written(int from, int to) => from >= to ? [] : text.AsSpan(ranges[from].Start.Value..ranges[to - 1].End.Value);

    private ReadOnlySpan<char> Start(int line)
    {
        var whole = text.AsSpan(ranges[line]);
        return whole.Length > LongestLookedAt ? whole[..LongestLookedAt] : whole;
    }

    /// <summary>A quoted line that was too long goes on in a line of its own without the sign; an answer follows the end of a sentence.</summary>
    private void JoinBroken()
    {
        for (var line = 1; line < Count; line++)
        {
            if (!quoted[line] && quoted[line - 1] && (line == Count - 1 || quoted[line + 1] || IsBlank(line + 1)) && IsBroken(text.AsSpan(ranges[line - 1]).TrimEnd())
                && Plain(line) is [var first, ..] rest && !char.IsUpper(first) && rest.Length < ShortestBroken)
            {
                quoted[line] = true;
            }
        }
    }

    private static bool IsBroken(ReadOnlySpan<char> line) => line.Length >= ShortestBroken && line[^1] is not ('.' or '?' or '!' or ':' or ';');

    [GeneratedRegex(@"^\s{0,8}(\p{Lu}{1,3})?>")]
    private static partial Regex Quote();
}
