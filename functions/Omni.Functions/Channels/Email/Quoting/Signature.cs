using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Quoting;

/// <summary>What stands below what somebody wrote: a signature after its delimiter, the advertisement of a mailer, a parting with name and telephone.</summary>
internal static partial class Signature
{
    private const int LongestAfterDelimiter = 2_000;
    private const int LongestAfterBareDelimiter = 600;
    private const int MostLinesAfterParting = 12;
    private const int LongestLineAfterParting = 90;
    private const int LongestLineOfLinks = 1_000;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The text itself when there is none.</summary>
    public static string WithoutIt(string text)
    {
        var own = WithoutMailer(WithoutDelimited(WithoutMailer(Footer.Without(text))));
        return WithoutParting(own);
    }

    /// <summary>Whether it is what mailers write below every mail.</summary>
    public static bool IsMailer(string line) => Mailer().IsMatch(line);

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
        var isReached = false;
        for (var filled = 0; filled <= MostLinesAfterParting && end > 0;)
        {
            var start = text.LastIndexOf('\n', end - 1) + 1;
            var line = text.AsSpan(start, end - start).Trim();
            end = start - 1;
            if (line.IsEmpty)
                continue;
            filled++;
            if (line.Length <= LongestLineAfterParting && Parting().IsMatch(line))
                return string.IsNullOrWhiteSpace(text[..start]) ? text : text[..start];
            if ((line.Length > LongestLineAfterParting && !IsOfLinks(line)) || Sentence().IsMatch(line))
                return text;
            if (Words().IsMatch(line) && (!isReached || Addressed().IsMatch(line)))
                return text;
            isReached |= Contact().IsMatch(line);
        }

        return text;
    }

    /// <summary>Short but for the addresses it leads to.</summary>
    private static bool IsOfLinks(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestLineOfLinks)
            return false;
        var links = 0;
        foreach (var link in Link().EnumerateMatches(line))
            links += link.Length;
        return line.Length - links <= LongestLineAfterParting;
    }

    [GeneratedRegex(@"<?\b(https?://|www\.|mailto:)[^\s<>|]+>?", Options)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^[*_]?(((sent|posted) (from|via|with|using|by)|(отправлено|послано) (с|со|из|через|от|при помощи)) .{0,40}\b(iphone|ipad|ipod|samsung|galaxy|android|ios|huawei|honor|xiaomi|redmi|poco|realme|oppo|vivo|oneplus|pixel|motorola|nokia|blackberry|windows|outlook|yahoo|gmail|proton ?mail|thunderbird|spark|bluemail|airmail|edison mail|aqua ?mail|k-9 mail|fairemail|zoho mail|tuta(nota)?|em client|rambler|рамблер"
        + @"|mail\.ru|mail (for|для)|yandex|яндекс|телефона|смартфона|устройства|phone|smartphone|tablet|mobile device|device).{0,60}"
        + @"|yahoo mail: .{0,60}|отправлено из .{0,30}почты\b.{0,40}|(get|download|скачать|скачайте|загрузить|загрузите|получить|получите) outlook (for|для) .{2,80})$",
        Options)]
    private static partial Regex Mailer();

    [GeneratedRegex(
        @"^[*_]{0,2}((с|со)\s+(уважением и благодарностью|уважением|ув\.|благодарностью|наилучшими пожеланиями|наилучшими|глубоким уважением|искренним уважением)|искренне ваш[аи]?|всего (доброго|хорошего|наилучшего)|(best|kind|warm|warmest|many)\s+(regards|wishes)|(with )?(kind|best|warm) regards|(many )?thanks (and|&) (kind |best )?regards|regards|all the best|respectfully( yours)?|sincerely( yours)?|yours (sincerely|faithfully|truly)|cheers|best)([*_]{0,2}\s*([,.!/|—-]|$)|(?-i:(\s+\p{Lu}[\p{L}.-]*){1,4})\s*(,|$))",
        Options)]
    private static partial Regex Parting();

    /// <summary>More words than a name has; a position may, where telephone or address follow it and nobody is spoken to.</summary>
    [GeneratedRegex(@"^(\p{Ll}[\p{Ll}'-]*[,\s]+){4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"\b(я|мы|вы|мне|меня|нам|нас|вам|вас|ваш\p{L}*|мо[йяею]|наш|если|не|нет|но|что|когда|можно|прош\p{L}+|пожалуйста|жду|ждём|звоните|пишите|\p{L}+ите|i|we|you|your|me|us|my|our|if|not|but|when|please|call|write|can|is|are|will)\b", Options)]
    private static partial Regex Addressed();

    [GeneratedRegex(@"\d[\d\s().-]{5,20}\d|[^\s@]@[^\s@]|\bwww\.|https?://", Options)]
    private static partial Regex Contact();

    /// <summary>A question, an afterthought, or one sentence after another.</summary>
    [GeneratedRegex(@"\?|!$|^(?i:p\.?\s?s\b|з\.?\s?ы\b|постскриптум)|\p{Ll}{2,}[.]\s+\p{Lu}\p{Ll}+\s+\p{Ll}+\s+\p{Ll}", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
