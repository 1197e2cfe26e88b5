using System.Buffers;

namespace Omni.Functions.Contacts;

/// <summary>Reads <c>kind:value</c> as people and systems write it into an address.</summary>
public static class IdentityKey
{
    private const int LongestKind = 40;
    private const int LongestValue = 400;

    private static readonly SearchValues<char> KindLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The canonical <see cref="Identity.Key"/>; null when the text cannot be one.</summary>
    public static string? Canonical(string? text, string defaultRegion)
    {
        if (text is null)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > LongestKind || text.AsSpan(0, colon).ContainsAnyExcept(KindLetters))
            return null;
        var kind = text[..colon];
        return Value(kind, text[(colon + 1)..], defaultRegion) is { } value ? $"{kind}:{value}" : null;
    }

    private static string? Value(string kind, string value, string defaultRegion) => kind switch
    {
        IdentityKind.Phone => PhoneNumber.Canonical(WithPlus(value), defaultRegion),
        IdentityKind.Email => EmailAddress.Canonical(value),
        _ => value.Length is > 0 and <= LongestValue && !string.IsNullOrWhiteSpace(value) ? value : null,
    };

    /// <summary>An unescaped plus in a query string arrives as a blank; no national number starts with one.</summary>
    private static string WithPlus(string value) =>
        value is [' ', >= '0' and <= '9', ..] ? string.Concat("+", value.AsSpan(1)) : value;
}
