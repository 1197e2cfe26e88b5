using System.Text.RegularExpressions;
using Omni.Functions.Contacts;

namespace Omni.Functions.Channels;

/// <summary>E-mail addresses and phone numbers within a text: what somebody says of themselves, and nobody vouches for.</summary>
internal static partial class TypedAddresses
{
    /// <summary>Whoever names more is not speaking of themselves.</summary>
    private const int Most = 5;

    private const int LongestText = 2000;

    public static IReadOnlyList<Identity> In(string? text, string defaultRegion)
    {
        if (text is not { Length: <= LongestText })
            return [];
        var found = new List<Identity>();
        foreach (var match in Email().EnumerateMatches(text))
            Add(IdentityKind.Email, EmailAddress.Canonical(text.Substring(match.Index, match.Length).TrimEnd('.')));
        if (text.Any(char.IsAsciiDigit))
        {
            foreach (var number in PhoneNumber.FindIn(text, defaultRegion))
                Add(IdentityKind.Phone, number);
        }

        return found.Count > Most ? [] : found;

        void Add(string kind, string? value)
        {
            if (value is not null && !found.Exists(known => known.Value == value))
                found.Add(new Identity(kind, value, Trust.Claimed));
        }
    }

    [GeneratedRegex(@"[^\s@<>()\[\],;:""'«»]{1,64}@[^\s@<>()\[\],;:""'«»]+\.[^\s@<>()\[\],;:""'«»!?]{2,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
