using System.Buffers;
using System.Globalization;

namespace Omni.Functions.Contacts;

/// <summary>
/// Brings an e-mail address to its canonical form, or refuses it: lower case, the domain in ASCII. Dots and plus tags stay,
/// only the mailbox's own server knows whether they matter.
/// </summary>
public static class EmailAddress
{
    // RFC 5321, 4.5.3.1.
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;

    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(" \t\r\n()<>[]:;,\\\"@\u00a0");

    // RFC 3490, 3.1: what counts as a dot between labels.
    private static readonly char[] Dots = ['.', '\u3002', '\uff0e', '\uff61'];

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public static string? Canonical(string? text)
    {
        if (text is null || text.Length > 2 * LongestAddress)
            return null;
        var trimmed = text.Trim();
        var at = trimmed.LastIndexOf('@');
        if (at is < 1 or > LongestLocalPart)
            return null;
        var local = trimmed.AsSpan(0, at);
        if (local.ContainsAny(NotInLocalPart) || IdentityValue.HidesSomething(trimmed))
            return null;
        return Domain(trimmed[(at + 1)..]) is { } domain && at + 1 + domain.Length <= LongestAddress
            ? $"{trimmed[..at].ToLowerInvariant()}@{domain}"
            : null;
    }

    private static string? Domain(string text)
    {
        try
        {
            var ascii = Idn.GetAscii(text.TrimEnd(Dots).ToLowerInvariant());
            var labels = ascii.LastIndexOf('.');
            return labels > 0 && !char.IsAsciiDigit(ascii[labels + 1]) ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
