using System.Globalization;
using System.Text;

namespace Omni.Functions.Customers;

/// <summary>
/// Domains that look like others: a label of several scripts, or one of Cyrillic or Greek letters only that all look Latin, below a Latin
/// top-level domain.
/// </summary>
/// <remarks>
/// Unicode Technical Standard 39, sections 4 and 5 (https://www.unicode.org/reports/tr39/); browsers show such names in Punycode for the same reason.
/// </remarks>
internal static class LookalikeDomain
{
    private const string EncodedLabel = "xn--";

    /// <summary>Small letters that cannot be told from Latin ones in most typefaces.</summary>
    private const string LooksLatin = "асеорхуіјѕһԁԛԝӏьвнктмгαονρτυχικε";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <param name="domain">In ASCII and lower case, as addresses are kept.</param>
    public static bool Is(string domain)
    {
        if (!domain.Contains(EncodedLabel, StringComparison.Ordinal))
            return false;
        var labels = domain.Split('.');
        var isLatinBelow = !labels[^1].StartsWith(EncodedLabel, StringComparison.Ordinal);
        return labels.Where(static label => label.StartsWith(EncodedLabel, StringComparison.Ordinal)).Any(label => IsLookalike(label, isLatinBelow));
    }

    private static bool IsLookalike(string label, bool isLatinBelow)
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

        var letters = text.EnumerateRunes().Where(Rune.IsLetter).ToArray();
        var scripts = letters.Select(ScriptOf).Distinct().Count();
        var looksLatin = letters.All(static letter => LooksLatin.Contains(letter.ToString(), StringComparison.Ordinal));
        return scripts > 1 || (isLatinBelow && looksLatin && letters.Length > 0);
    }

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
