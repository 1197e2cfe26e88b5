using System.Globalization;

namespace Omni.LocalAzure.Cosmos.Sql.Syntax;

/// <summary>Numbers as a query writes them: decimal with an exponent, or hexadecimal.</summary>
internal static class NumberText
{
    /// <returns>Null for what looks like a number and is none, or is none that a double can hold.</returns>
    public static double? Scan(string text, ref int position)
    {
        var start = position;
        if (text.AsSpan(start).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            position += 2;
            while (position < text.Length && char.IsAsciiHexDigit(text[position])) position++;
            return long.TryParse(text.AsSpan(start + 2, position - start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        SkipDigits(text, ref position);
        if (At(text, position) == '.')
        {
            position++;
            SkipDigits(text, ref position);
        }

        if (At(text, position) is 'e' or 'E')
        {
            position++;
            if (At(text, position) is '+' or '-') position++;
            SkipDigits(text, ref position);
        }

        return double.TryParse(text.AsSpan(start, position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static void SkipDigits(string text, ref int position)
    {
        while (char.IsAsciiDigit(At(text, position))) position++;
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';
}
