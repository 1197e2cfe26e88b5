namespace Omni.Functions.Channels.Email.Threading;

/// <summary>Bytes as letters that survive mail systems, which change case: a to z and 2 to 7, without padding.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc4648#section-6</remarks>
internal static class Base32
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Bits = 5;

    /// <summary>For a number of bytes that is a multiple of five.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length * 8 / Bits];
        for (var letter = 0; letter < text.Length; letter++)
        {
            var value = 0;
            for (var bit = letter * Bits; bit < (letter + 1) * Bits; bit++)
                value = (value << 1) | ((bytes[bit / 8] >> (7 - (bit % 8))) & 1);
            text[letter] = Letters[value];
        }

        return new string(text);
    }

    /// <summary>In any case; null when there is another sign in it, or bits are left over.</summary>
    public static byte[]? Read(string text)
    {
        if (text.Length * Bits % 8 != 0)
            return null;
        var bytes = new byte[text.Length * Bits / 8];
        for (var letter = 0; letter < text.Length; letter++)
        {
            var value = Letters.IndexOf(char.ToLowerInvariant(text[letter]), StringComparison.Ordinal);
            if (value < 0)
                return null;
            for (var bit = 0; bit < Bits; bit++)
            {
                if (((value >> (Bits - 1 - bit)) & 1) != 0)
                    bytes[((letter * Bits) + bit) / 8] |= (byte)(1 << (7 - (((letter * Bits) + bit) % 8)));
            }
        }

        return bytes;
    }
}
