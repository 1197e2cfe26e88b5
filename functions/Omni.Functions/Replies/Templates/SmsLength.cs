namespace Omni.Functions.Replies.Templates;

/// <summary>How many SMS a text takes.</summary>
/// <param name="Encoding"><c>GSM-7</c>, or <c>UCS-2</c> where one letter needs it.</param>
/// <param name="Units">Septets, or UTF-16 code units.</param>
/// <param name="Segments">Each of which is paid for.</param>
/// <remarks>https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/ (GSM 7 bit default alphabet), https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding</remarks>
public sealed record SmsLength(string Encoding, int Units, int Segments)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Each takes two.</summary>
    private const string Extended = "^{}\\[~]|€\f";

    public static SmsLength Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.All(static letter => Basic.Contains(letter, StringComparison.Ordinal) || Extended.Contains(letter, StringComparison.Ordinal))
            ? new SmsLength("GSM-7", text.Length + text.Count(static letter => Extended.Contains(letter, StringComparison.Ordinal)), Segmented(text, 160, 153, static letter => Extended.Contains(letter, StringComparison.Ordinal)))
            : new SmsLength("UCS-2", text.Length, Segmented(text, 70, 67, char.IsHighSurrogate));
    }

    /// <summary>What takes two units is never parted.</summary>
    private static int Segmented(string text, int alone, int joined, Func<char, bool> isDouble)
    {
        var total = 0;
        var (segments, used) = (1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var units = isDouble(text[at]) ? 2 : 1;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length)
                at++;
            total += units;
            (segments, used) = used + units > joined ? (segments + 1, units) : (segments, used + units);
        }

        return total == 0 ? 0 : total <= alone ? 1 : segments;
    }
}
