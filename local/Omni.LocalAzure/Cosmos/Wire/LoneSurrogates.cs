using System.Globalization;

namespace Omni.LocalAzure.Cosmos.Wire;

/// <summary>
/// JavaScript sends a text that was cut within an emoji with half a pair of surrogates, as <c>\ud83d</c>. UTF-8 cannot hold it, and no reader takes it:
/// U+FFFD takes its place, as the .NET client does before it sends.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The JSON text itself when it has none, which is nearly always.</summary>
    public static ReadOnlySpan<byte> Replaced(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return json;
        var replaced = json.ToArray();
        for (var at = 0; at < replaced.Length; at++)
        {
            if (replaced[at] != '\\') continue;
            var unit = Unit(replaced.AsSpan(at));
            if (unit is null)
            {
                at++;
                continue;
            }

            var isPair = char.IsHighSurrogate(unit.Value) && at + EscapeLength < replaced.Length && Unit(replaced.AsSpan(at + EscapeLength)) is { } next && char.IsLowSurrogate(next);
            if (!isPair && char.IsSurrogate(unit.Value)) "fffd"u8.CopyTo(replaced.AsSpan(at + 2));
            at += (isPair ? 2 * EscapeLength : EscapeLength) - 1;
        }

        return replaced;
    }

    /// <summary>The code unit that an escape at the beginning stands for; null when it is none of these escapes.</summary>
    private static char? Unit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
        && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
