using System.Buffers;

namespace Omni.Functions.Contacts;

/// <summary>Reads <c>kind:value</c> as people and systems write it into an address.</summary>
public static class IdentityKey
{
    private const int LongestKind = 40;

    // Three of the country and seventeen more, as Germany's longest.
    private const int MostDigits = 20;

    private static readonly SearchValues<char> KindLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The canonical <see cref="Identity.Key"/>; null when the text cannot be one.</summary>
    public static string? Canonical(string? text, string defaultRegion)
    {
        if (text is null)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsKind(text.AsSpan(0, colon)))
            return null;
        var kind = text[..colon];
        return Value(kind, text[(colon + 1)..], defaultRegion) is { } value ? $"{kind}:{value}" : null;
    }

    /// <summary>Whether kind and value can stand for somebody at all: a phone or an e-mail address only in its canonical form.</summary>
    public static bool IsSound(Identity identity) => IsKind(identity.Kind) && IdentityValue.IsSound(identity.Value) && identity.Kind switch
    {
        IdentityKind.Phone => identity.Value is ['+', .. { Length: > 0 and <= MostDigits } digits] && !digits.AsSpan().ContainsAnyExceptInRange('0', '9'),
        IdentityKind.Email => EmailAddress.Canonical(identity.Value) == identity.Value,
        _ => true,
    };

    private static bool IsKind(ReadOnlySpan<char> kind) => kind.Length is > 0 and <= LongestKind && !kind.ContainsAnyExcept(KindLetters);

    private static string? Value(string kind, string value, string defaultRegion) => kind switch
    {
        IdentityKind.Phone => PhoneNumber.Canonical(WithPlus(value), defaultRegion),
        IdentityKind.Email => EmailAddress.Canonical(value),
        _ => IdentityValue.IsSound(value) ? value : null,
    };

    /// <summary>An unescaped plus in a query string arrives as a blank; no national number starts with one.</summary>
    private static string WithPlus(string value) =>
        value is [' ', >= '0' and <= '9', ..] ? string.Concat("+", value.AsSpan(1)) : value;
}
