namespace Omni.Functions.Contacts;

/// <summary>
/// JSON allows half a character (<c>\ud83d</c> without its partner), UTF-8 does not. Names cut in the middle of an emoji
/// arrive like that; one such escape would make the whole document unreadable.
/// </summary>
public static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The same JSON with every half a character replaced by U+FFFD; the same memory when there is none.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json)
    {
        var source = json.Span;
        byte[]? repaired = null;
        for (var at = NextEscape(source, 0); at >= 0; at = NextEscape(source, at))
        {
            var unit = CodeUnit(source[at..]);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(CodeUnit(source[(at + EscapeLength)..])))
            {
                at += 2 * EscapeLength;
                continue;
            }

            if (char.IsSurrogate(unit))
                "\\ufffd"u8.CopyTo((repaired ??= json.ToArray()).AsSpan(at));
            at += 2;
        }

        return repaired ?? json;
    }

    private static int NextEscape(ReadOnlySpan<byte> json, int from)
    {
        while (from < json.Length)
        {
            var found = json[from..].IndexOf((byte)'\\');
            if (found < 0)
                return -1;
            from += found;
            if (from + 1 < json.Length && json[from + 1] == (byte)'u')
                return from;
            from += 2;
        }

        return -1;
    }

    /// <summary>The code unit of the escape at the start; U+0000, which is no surrogate, when there is no whole escape.</summary>
    private static char CodeUnit(ReadOnlySpan<byte> json)
    {
        if (json.Length < EscapeLength || json[0] != (byte)'\\' || json[1] != (byte)'u')
            return '\0';
        return ushort.TryParse(json[2..EscapeLength], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : '\0';
    }
}
