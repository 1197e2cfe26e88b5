using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>What no sender writes: the legal notice of a house, the note of a virus scanner.</summary>
internal static partial class Footer
{
    private const int MostParagraphs = 8;
    private const int LongestParagraph = 4_000;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The text itself when there is none, or nothing else.</summary>
    public static string Without(string text)
    {
        var end = text.AsSpan().TrimEnd().Length;
        var kept = end;
        for (var paragraphs = 0; paragraphs < MostParagraphs && end > 0; paragraphs++)
        {
            var start = StartOfParagraph(text, end);
            if (start < 0 || BeginsAt(text, start, end) is not (>= 0 and var begins))
                break;
            kept = begins;
            end = text.AsSpan(0, begins).TrimEnd().Length;
            if (begins > start)
                break;
        }

        return end == 0 || kept == text.AsSpan().TrimEnd().Length ? text : text[..kept];
    }

    /// <summary>After the blank line before it; -1 when it is longer than notices are.</summary>
    private static int StartOfParagraph(string text, int end)
    {
        for (var start = end; start > 0 && end - start <= LongestParagraph;)
        {
            var before = text.LastIndexOf('\n', start - 1);
            if (before < 0)
                return end <= LongestParagraph ? 0 : -1;
            if (start < end && text.AsSpan(before + 1, start - before - 1).IsWhiteSpace())
                return start + 1;
            start = before;
        }

        return -1;
    }

    /// <summary>A notice may follow the last line of a signature without a blank one.</summary>
    private static int BeginsAt(string text, int start, int end)
    {
        for (var line = start; line < end;)
        {
            var next = text.IndexOf('\n', line, end - line) is >= 0 and var found ? found + 1 : end;
            if (Opening().IsMatch(text.AsSpan(line, next - line)))
                return IsNotice(text.AsSpan(line, end - line)) ? line : -1;
            if (Scanner().IsMatch(text.AsSpan(line, next - line).Trim()))
                return text.AsSpan(next, end - next).IsWhiteSpace() ? line : -1;
            line = next;
        }

        return -1;
    }

    /// <summary>Somebody who asks to keep a secret does not also tell whom the mail is meant for and what to do when it went astray.</summary>
    private static bool IsNotice(ReadOnlySpan<char> text) =>
        Addressee().IsMatch(text) && (Secret().IsMatch(text) || Astray().IsMatch(text));

    [GeneratedRegex(
        @"^\s{0,8}[*_]{0,2}\s?(confidentiality|disclaimer|legal (notice|disclaimer)|privacy notice|(this|the) (e-?mail|message|communication|transmission|information|contents?|document)|the information|if you (are not|have received|received)|any (unauthori[sz]ed|review)"
        + @"|уведомление о конфиденциальности|конфиденциально|(данное|настоящее|это) (электронное )?(письмо|сообщение|уведомление)|(данная|настоящая|эта) (информация|переписка)|информация,? содержащаяся|содержание (данного|настоящего)|если вы (не являетесь|получили)|внимание!)",
        Options)]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"\b(intended (recipient|solely|only|for)|(solely|only|exclusively) for the|addressee|named above|предназначен|адресат|получател)", Options)]
    private static partial Regex Addressee();

    [GeneratedRegex(@"\b(confidential|privileged|конфиденциальн|коммерческ(ую|ой) тайн)", Options)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\b((in|by) (error|mistake)|по ошибке|ошибочно)(?!\p{L})", Options)]
    private static partial Regex Astray();

    [GeneratedRegex(
        @"^(virus-free\.|без вирусов\.|не содержит вирусов\.|this e-?mail has been (checked|scanned) for viruses|это сообщение (свободно от вирусов|проверено на вирусы)|(please )?(consider|think of) the environment before printing|(пожалуйста, )?(подумайте|позаботьтесь) об? (природе|окружающей среде|экологии)).{0,120}$",
        Options)]
    private static partial Regex Scanner();
}
