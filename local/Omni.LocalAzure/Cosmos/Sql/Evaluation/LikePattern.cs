namespace Omni.LocalAzure.Cosmos.Sql.Evaluation;

/// <summary>LIKE: <c>%</c> any run, <c>_</c> one character, <c>[a-f]</c> and <c>[^a-f]</c> sets; linear in text times pattern, whatever the pattern.</summary>
internal static class LikePattern
{
    private const double StepsPerCharacter = 0.1;

    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, char? escape, QueryRun run)
    {
        int inText = 0, inPattern = 0, retryText = -1, retryPattern = -1;
        while (inText < text.Length)
        {
            run.Spend(StepsPerCharacter);
            if (inPattern < pattern.Length && pattern[inPattern] == '%' && pattern[inPattern] != escape)
            {
                retryPattern = ++inPattern;
                retryText = inText;
            }
            else if (inPattern < pattern.Length && MatchesOne(text[inText], pattern[inPattern..], escape, out var used))
            {
                inPattern += used;
                inText++;
            }
            else if (retryPattern >= 0)
            {
                inPattern = retryPattern;
                inText = ++retryText;
            }
            else
            {
                return false;
            }
        }

        return pattern[inPattern..].TrimStart('%').IsEmpty;
    }

    private static bool MatchesOne(char c, ReadOnlySpan<char> pattern, char? escape, out int used)
    {
        used = 1;
        if (pattern[0] == escape && pattern.Length > 1)
        {
            used = 2;
            return c == pattern[1];
        }

        if (pattern[0] == '_') return true;
        var end = pattern[0] == '[' ? pattern[1..].IndexOf(']') : -1;
        if (end <= 0) return c == pattern[0];
        used = end + 2;
        var set = pattern.Slice(1, end);
        return set[0] == '^' ? !InSet(c, set[1..]) : InSet(c, set);
    }

    private static bool InSet(char c, ReadOnlySpan<char> set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (c >= set[i] && c <= set[i + 2]) return true;
                i += 2;
            }
            else if (c == set[i])
            {
                return true;
            }
        }

        return false;
    }
}
