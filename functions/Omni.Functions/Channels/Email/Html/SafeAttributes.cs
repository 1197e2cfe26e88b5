using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>The attributes of an element that only tell how it looks or where a link leads that somebody follows.</summary>
internal static class SafeAttributes
{
    private const int LongestAddress = 2_000;
    private const int LongestValue = 500;

    private static readonly FrozenSet<string> Plain = FrozenSet.ToFrozenSet(
        "abbr align alt bgcolor border cellpadding cellspacing color colspan dir face height lang nowrap rowspan size span start title valign width".Split(' '));

    private static readonly FrozenSet<string> Links = FrozenSet.ToFrozenSet(["http", "https", "mailto", "tel"]);

    public static IEnumerable<(string Name, string Value)> Of(IElement element, string name)
    {
        foreach (var attribute in element.Attributes)
        {
            var value = attribute.Value;
            if (attribute.NamespaceUri is not null)
                continue;
            if (Plain.Contains(attribute.LocalName) && value.Length <= LongestValue)
                yield return (attribute.LocalName, value);
            else if (attribute.LocalName == "style" && SafeStyle.Of(value) is { } style)
                yield return ("style", style);
            else if (name == "a" && attribute.LocalName == "href" && Address(value) is ({ } scheme, var address) && Links.Contains(scheme))
                yield return ("href", address);
            else if (name == "img" && attribute.LocalName is "src" or "data-src" && Picture(value) is { } picture)
                yield return picture;
        }

        if (name == "a")
            yield return ("rel", "noopener noreferrer nofollow");
    }

    /// <summary>A file of the mail under the name it has there; of elsewhere not fetched, since that tells the sender who reads, when and where.</summary>
    private static (string Name, string Value)? Picture(string value) => Address(value) switch
    {
        ("cid", var address) => ("src", address),
        ("http" or "https", var address) => ("data-src", address),
        _ => null,
    };

    /// <summary>The scheme in lower case, null for none; the address without what browsers pass over.</summary>
    private static (string? Scheme, string Address) Address(string value)
    {
        var address = string.Concat(value.Where(static letter => letter > ' ' && !char.IsControl(letter)));
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && address.Length <= LongestAddress && address.AsSpan(0, colon).IndexOfAnyExceptInRange('A', 'z') < 0
            ? (address[..colon].ToLowerInvariant(), address)
            : (null, address);
    }
}
