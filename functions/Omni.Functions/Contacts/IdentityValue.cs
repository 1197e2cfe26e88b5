using System.Globalization;
using System.Text;

namespace Omni.Functions.Contacts;

/// <summary>Which texts can stand for somebody: those that are there, can be seen whole and are no longer than any id in use.</summary>
public static class IdentityValue
{
    public const int Longest = 400;

    private const char Shortened = '…';

    public static bool IsSound(string value) =>
        value.Length <= Longest && !string.IsNullOrWhiteSpace(value) && !HidesSomething(value);

    /// <summary>
    /// Whether it holds what nobody sees, so that two values look alike: controls, bidirectional controls, zero-width and filler characters,
    /// halves of characters and the sign that stands for them.
    /// </summary>
    public static bool HidesSomething(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsIgnorable(rune.Value)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is kept of a text that stands for nobody. A shortened one is longer than any sound value, so it is none of those.</summary>
    public static string Bounded(string value)
    {
        if (value.Length > Longest + 1)
            value = $"{value.AsSpan(0, Longest)}{Shortened}";
        return value.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? value : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Characters without a shape that Unicode does not count as formatting (Default_Ignorable_Code_Point), and the blank of Braille.</summary>
    private static bool IsIgnorable(int character) => character is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
