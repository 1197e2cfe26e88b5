using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>What stands below what somebody wrote: a signature after its delimiter, the advertisement of a mailer, a parting with name and telephone.</summary>
internal static partial class Signature
{
    private const int LongestAfterDelimiter = 2_000;
    private const int LongestAfterBareDelimiter = 600;
    private const int MostLinesAfterParting = 9;
    private const int LongestLineAfterParting = 90;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The text itself when there is none.</summary>
    public static string WithoutIt(string text)
    {
        var own = WithoutMailer(WithoutDelimited(WithoutMailer(text)));
        return WithoutParting(own);
    }

    private static string WithoutDelimited(string text)
    {
        var end = text.Length;
        while (end > 0)
        {
            var start = text.LastIndexOf('\n', end - 1) + 1;
            if (text.Length - start > LongestAfterDelimiter)
                return text;
            var line = text.AsSpan(start, end - start).TrimEnd('\r');
            if (line is "-- " or "--\u00a0" || (line is "--" && text.Length - start <= LongestAfterBareDelimiter))
                return text[..start];
            end = start - 1;
        }

        return text;
    }

    private static string WithoutMailer(string text)
    {
        var end = text.Length;
        while (text.AsSpan(0, end).TrimEnd() is { Length: > 0 } filled)
        {
            var start = filled.LastIndexOf('\n') + 1;
            if (filled.Length - start > LongestLineAfterParting * 2 || !Mailer().IsMatch(filled[start..].Trim()))
                return end == text.Length ? text : text[..end];
            end = start;
        }

        return "";
    }

    /// <summary>Only below other words, and only as long as nothing in it reads like a sentence.</summary>
    private static string WithoutParting(string text)
    {
        var end = text.Length;
        for (var filled = 0; filled <= MostLinesAfterParting && end > 0;)
        {
            var start = text.LastIndexOf('\n', end - 1) + 1;
            var line = text.AsSpan(start, end - start).Trim();
            end = start - 1;
            if (line.IsEmpty)
                continue;
            filled++;
            if (Parting().IsMatch(line) && line.Length <= LongestLineAfterParting)
                return string.IsNullOrWhiteSpace(text[..start]) ? text : text[..start];
            if (line.Length > LongestLineAfterParting || Sentence().IsMatch(line))
                return text;
        }

        return text;
    }

    [GeneratedRegex(
        @"^[*_]?(((sent|posted) (from|via|with|using|by)|(отправлено|послано) (с|со|из|через|от|при помощи)) .{0,40}\b(iphone|ipad|ipod|samsung|galaxy|android|ios|huawei|honor|xiaomi|redmi|nokia|blackberry|windows|outlook|yahoo|gmail|proton ?mail|thunderbird"
        + @"|mail\.ru|mail (for|для)|yandex|яндекс|телефона|смартфона|устройства|phone|smartphone|tablet|mobile device|device).{0,60}"
        + @"|отправлено из .{0,30}почты\b.{0,40}|(get|скачать|загрузить|получить) outlook (for|для) .{2,80})$",
        Options)]
    private static partial Regex Mailer();

    [GeneratedRegex(
        @"^((с|со)\s+(уважением|наилучшими пожеланиями|наилучшими|глубоким уважением|искренним уважением)|искренне ваш[аи]?|всего (доброго|хорошего|наилучшего)|(best|kind|warm|warmest|many)\s+(regards|wishes)|(with )?(kind|best) regards|regards|sincerely( yours)?|yours (sincerely|faithfully|truly)|cheers|best)\s*([,.!—-]|$)",
        Options)]
    private static partial Regex Parting();

    /// <summary>A question, an afterthought, or more words than a name, a position or an address has.</summary>
    [GeneratedRegex(@"\?|!$|^(?i:p\.?\s?s\b|з\.?\s?ы\b|постскриптум)|^(\p{Ll}[\p{Ll}'-]*[,\s]+){4,}|\p{Ll}{2,}[.]\s+\p{Lu}\p{Ll}+\s+\p{Ll}+\s+\p{Ll}", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
