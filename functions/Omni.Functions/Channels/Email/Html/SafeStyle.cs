using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>The declarations of a style that change how words look: none that fetches, moves something out of its place or lays it over another.</summary>
internal static partial class SafeStyle
{
    private const int Longest = 2_000;

    private static readonly FrozenSet<string> Properties = FrozenSet.ToFrozenSet(
        ("background-color border border-bottom border-collapse border-color border-left border-right border-spacing border-style border-top border-width color direction "
        + "font-family font-size font-style font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-width padding "
        + "padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent text-transform vertical-align white-space width word-break").Split(' '));

    /// <summary>Null when nothing is left.</summary>
    public static string? Of(string style)
    {
        if (style.Length > Longest)
            return null;
        var kept = style.Split(';')
            .Select(static declaration => declaration.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(static declaration => declaration is [var property, var value] && Properties.Contains(property.ToLowerInvariant()) && Value().IsMatch(value))
            .Select(static declaration => $"{declaration[0].ToLowerInvariant()}:{declaration[1]}");
        return string.Join(';', kept) is { Length: > 0 } safe ? safe : null;
    }

    /// <summary>Words, lengths that are not below nothing, and colours: no address, no expression, no escape, no comment.</summary>
    [GeneratedRegex(@"^(?!.*-\d)([\p{L}\d#%., ""'-]|rgba?\([\d\s.,%]+\)|hsla?\([\d\s.,%]+\)){1,200}(\s?!important)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
