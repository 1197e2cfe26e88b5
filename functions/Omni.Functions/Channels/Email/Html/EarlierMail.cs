using AngleSharp.Dom;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>The elements in which mailers put the mail that is answered, whatever language they announce it in.</summary>
internal static class EarlierMail
{
    private static readonly string[] Ids = ["divRplyFwdMsg", "appendonsend", "mail-app-auto-quote"];
    private static readonly string[] Classes = ["yahoo_quoted", "protonmail_quote", "tutanota_quote", "gmx_quote", "zmail_extra"];

    // The line that Outlook draws above it, in the colours of its versions.
    private static readonly string[] Lines = ["#e1e1e1", "#b5c4df", "#cccccc"];

    /// <param name="element">Any element.</param>
    /// <param name="looks">Goes up where all in the element was gone through.</param>
    public static bool Begins(IElement element, ref int looks)
    {
        if (element.Id is { } id && Ids.Any(known => id.EndsWith(known, StringComparison.Ordinal)))
            return true;
        if (element.LocalName != "div")
            return false;
        if (element.ClassName is { } names)
        {
            if (Classes.Any(known => names.Contains(known, StringComparison.Ordinal)) || names.StartsWith("mail-quote", StringComparison.Ordinal))
                return !IsAnsweredInside(element, ref looks, out _);
            if (names.StartsWith("gmail_quote", StringComparison.Ordinal))
                return !IsPassedOn(element) && !IsAnsweredInside(element, ref looks, out var quotes) && quotes;
        }

        return element.GetAttribute("style") is { Length: < 300 } style && IsLineOfOutlook(style.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>Gmail indents paragraphs with the element that quotes.</summary>
    public static bool IsIndent(IElement quote) => quote.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("border:none", StringComparison.Ordinal) ?? false;

    private static bool IsLineOfOutlook(string style) =>
        style.Contains("border-top:solid", StringComparison.Ordinal) && Lines.Any(colour => style.Contains($"border-top:solid{colour}", StringComparison.Ordinal));

    private static bool IsPassedOn(IElement quote) => quote.FirstElementChild?.TextContent.TrimStart().StartsWith("--", StringComparison.Ordinal) ?? false;

    /// <summary>Whether answers stand between the quotes or below them.</summary>
    private static bool IsAnsweredInside(IElement earlier, ref int looks, out bool quotes)
    {
        looks++;
        quotes = false;
        foreach (var child in earlier.ChildNodes)
        {
            if (child is IElement { LocalName: "blockquote" })
                quotes = true;
            else if (quotes && !string.IsNullOrWhiteSpace(child.TextContent))
                return true;
        }

        return false;
    }
}
