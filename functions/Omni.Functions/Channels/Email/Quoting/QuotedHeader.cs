using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>Where an earlier mail begins that is not marked line by line: under a line of its own, or with some of its headers.</summary>
internal static partial class QuotedHeader
{
    private const int MostLines = 14;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Stands for an element that holds earlier mail, in text made from HTML.</summary>
    public const char Mark = '\ue000';

    public static bool Begins(MailLines lines, int at, out bool isForward)
    {
        var line = lines.Plain(at);
        isForward = Forward().IsMatch(line);
        return isForward || line is [Mark] || Original().IsMatch(line) || IsHeader(lines, at, line);
    }

    public static bool IsOne(string line) => From().IsMatch(line) || To().IsMatch(line) || Sent().IsMatch(line) || Subject().IsMatch(line);

    /// <summary>Places between From and To have no subject.</summary>
    private static bool IsHeader(MailLines lines, int at, string line)
    {
        if (lines.IsQuoted(at) || !From().IsMatch(line))
            return false;
        var (hasTime, hasSubject, blanks) = (false, false, 0);
        for (var next = at + 1; next < lines.Count && next < at + MostLines; next++)
        {
            var following = lines.Plain(next);
            if (following.Length == 0 && ++blanks > 1 && !hasTime)
                return false;
            hasTime |= Sent().IsMatch(following);
            hasSubject |= Subject().IsMatch(following);
            if (hasTime && hasSubject)
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^[-_*=\s]{2,}(original message|original appointment|(исходное|оригинальное|первоначальное) (сообщение|письмо)|reply message|ursprüngliche nachricht)[-_*=\s]*:?$", Options)]
    private static partial Regex Original();

    [GeneratedRegex(
        @"^[-_*=\s]{2,}(forwarded message|forwarded by\b.{0,100}|пересылаемое сообщение|пересланное сообщение|переадресованное сообщение|перенаправленное сообщение)[-_*=\s]*:?$"
        + @"|^(begin forwarded message|начало переадресованного сообщения|начало (пересылаемого|пересланного|перенаправленного) сообщения)\s?:$",
        Options)]
    private static partial Regex Forward();

    [GeneratedRegex(@"^\*?(from|от|от кого|отправитель)\s?:\*?\s*\S", Options)]
    private static partial Regex From();

    [GeneratedRegex(@"^\*?(to|cc|кому|копия)\s?:", Options)]
    private static partial Regex To();

    [GeneratedRegex(@"^\*?(sent|date|отправлено|дата|когда|время)\s?:", Options)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^\*?(subject|тема)\s?:", Options)]
    private static partial Regex Subject();
}
