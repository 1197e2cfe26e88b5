using System.Globalization;
using System.Text;

namespace Omni.Functions.Customers.Golden;

/// <summary>What a text is as the value of a field.</summary>
internal static class FieldText
{
    /// <summary>Longer texts are not even looked through.</summary>
    private const int LongestText = 1000;

    private const int EarliestBirth = 1900;

    /// <summary>What half a character became on its way here.</summary>
    private const char Replacement = '\ufffd';

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "d.M.yyyy"];

    /// <param name="field">What it is to be a value of.</param>
    /// <param name="text">As it was told.</param>
    /// <param name="at">When it was told: nobody is born later.</param>
    /// <returns>
    /// Without control characters and half characters, with single spaces; null when it is none: nothing to read in it, too long, or no date.
    /// The timeline keeps what was told either way.
    /// </returns>
    public static string? Of(ProfileField field, string? text, DateTimeOffset at)
    {
        if (text is null or { Length: 0 or > LongestText })
            return null;
        var clean = IsClean(text) ? text : Clean(text);
        if (field == ProfileField.BirthDate)
            return DateOf(clean, DateOnly.FromDateTime(at.UtcDateTime));
        return Encoding.UTF8.GetByteCount(clean) <= field.Longest && clean.EnumerateRunes().Any(Rune.IsLetterOrDigit) ? clean : null;
    }

    /// <summary>Nearly all are, and stay the same text.</summary>
    private static bool IsClean(string text)
    {
        var afterSpace = true;
        foreach (var letter in text)
        {
            var isSpace = letter == ' ';
            if ((isSpace && afterSpace) || char.IsControl(letter) || char.IsSurrogate(letter) || letter == Replacement || (!isSpace && char.IsWhiteSpace(letter)))
                return false;
            afterSpace = isSpace;
        }

        return !afterSpace;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        Span<char> letter = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                continue;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                clean.Append(letter[..rune.EncodeToUtf16(letter)]);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>A CRM tells a date as midnight somewhere; the date is what counts.</summary>
    private static string? DateOf(string text, DateOnly latest)
    {
        var end = text.AsSpan().IndexOfAny('T', ' ');
        var date = end < 0 ? text : text.AsSpan(0, end);
        return DateOnly.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) && born.Year >= EarliestBirth && born <= latest
            ? born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }
}
