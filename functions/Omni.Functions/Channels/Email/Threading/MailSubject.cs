using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Threading;

/// <summary>A subject without what mailers put before it.</summary>
internal static partial class MailSubject
{
    private const int Longest = 1_000;

    /// <summary>In lower case, blanks made one; empty for none.</summary>
    public static string Bare(string? subject)
    {
        var bare = subject is { Length: > Longest } ? subject[..Longest] : subject ?? "";
        return Blanks().Replace(Prefixes().Replace(bare, ""), " ").Trim().ToLowerInvariant();
    }

    public static bool IsAnswer(string subject) => Answer().IsMatch(subject);

    [GeneratedRegex(@"^\s*(re|aw|sv|vs|ha|на|отв|ответ|antw)\s*(\[\d+\]|\(\d+\))?\s*[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^(\s*(re|fwd?|aw|wg|sv|vs|ha|на|отв|ответ|пересл|ответ на|rv|tr|antw)\s*(\[\d+\]|\(\d+\))?\s*[:：])+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
