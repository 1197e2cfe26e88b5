using System.Globalization;
using System.Text;

namespace Omni.Functions.Customers;

/// <summary>
/// Addresses that look like others: a part of several scripts, or one of Cyrillic, Greek or Armenian letters only that all look Latin, below a
/// Latin top-level domain. Parts are the mailbox and each label of the domain. Latin letters that look like other Latin ones (ı, ɑ) are not told.
/// </summary>
/// <remarks>
/// Unicode Technical Standard 39, sections 4 and 5 (https://www.unicode.org/reports/tr39/); browsers show such names in Punycode for the same reason.
/// </remarks>
internal static class LookalikeAddress
{
    private const string EncodedLabel = "xn--";

    /// <summary>Small letters that cannot be told from Latin ones in most typefaces.</summary>
    private const string LooksLatin = "асеорхуіјѕһԁԛԝӏѵүԍ" + "αονρυϲϳ" + "օոսհցզյ";

    /// <summary>Those that resemble Latin ones enough to deceive in a domain, which is read less closely than a name.</summary>
    private const string ResemblesLatin = LooksLatin + "ьвнктмгѡҽҫ" + "τχικεγηω" + "գռք";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <param name="address">Canonical: in lower case, the domain in ASCII.</param>
    public static bool Is(string address)
    {
        var at = address.LastIndexOf('@');
        var (mailbox, domain) = (address[..at], address[(at + 1)..]);
        if (Ascii.IsValid(mailbox) && !domain.Contains(EncodedLabel, StringComparison.Ordinal))
            return false;
        var labels = domain.Split('.');
        var isLatinBelow = !labels[^1].StartsWith(EncodedLabel, StringComparison.Ordinal);
        return HasSeveralFaces(mailbox, isLatinBelow ? LooksLatin : "")
            || labels.Where(static label => label.StartsWith(EncodedLabel, StringComparison.Ordinal)).Any(label => IsLookalike(label, isLatinBelow ? ResemblesLatin : ""));
    }

    private static bool IsLookalike(string label, string deceptive)
    {
        string text;
        try
        {
            text = Idn.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return true; // A label that does not decode is shown as something else by whoever shows it.
        }

        return HasSeveralFaces(text, deceptive) || text.EnumerateRunes().Any(static rune => !BelongsInName(rune));
    }

    /// <param name="text">A part of the address, decoded.</param>
    /// <param name="deceptive">Letters that pass for Latin ones where there are no others.</param>
    private static bool HasSeveralFaces(string text, string deceptive)
    {
        var letters = text.EnumerateRunes().Where(Rune.IsLetter).ToArray();
        var scripts = letters.Select(ScriptOf).Distinct().Count();
        return scripts > 1 || (letters.Length > 0 && letters.All(letter => deceptive.Contains(letter.ToString(), StringComparison.Ordinal)));
    }

    /// <summary>Letters, their marks, digits and the few signs of names (RFC 5892): a fraction slash in a label passes for the end of the domain.</summary>
    private static bool BelongsInName(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '-' or 0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Scripts of alphabets that share shapes; Japanese and Korean mix theirs lawfully and count as one.</summary>
    private static Script ScriptOf(Rune letter) => letter.Value switch
    {
        <= 0x024F or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        >= 0x0530 and <= 0x058F => Script.Armenian,
        >= 0x10A0 and <= 0x10FF => Script.Georgian,
        >= 0x13A0 and <= 0x13FF => Script.Cherokee,
        _ => Script.Other,
    };

    private enum Script
    {
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Georgian,
        Cherokee,
        Other,
    }
}
