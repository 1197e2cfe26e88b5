namespace Omni.LocalAzure.ServiceBus.Rules;

/// <summary><c>%</c> is any text, <c>_</c> any character.</summary>
internal static class LikePattern
{
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        var (at, wanted, afterPercent, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (wanted < pattern.Length && pattern[wanted] == '%')
            {
                (afterPercent, resume) = (++wanted, at);
            }
            else if (wanted < pattern.Length && (pattern[wanted] == '_' || pattern[wanted] == text[at]))
            {
                at++;
                wanted++;
            }
            else if (afterPercent >= 0)
            {
                // The last percent sign takes one character more.
                (wanted, at) = (afterPercent, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[wanted..].Trim('%').IsEmpty;
    }
}
