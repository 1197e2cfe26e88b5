using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>
/// Writes HTML anew with nothing in it but elements and attributes that only show something: nothing runs, nothing is fetched, nothing
/// covers the page around it. What is not known is left out, its words stay.
/// </summary>
/// <remarks>https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html</remarks>
internal sealed class SafeHtml : HtmlWalk
{
    private const int MostRounds = 4;

    private static readonly FrozenSet<string> Elements = FrozenSet.ToFrozenSet(
        ("a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer "
        + "h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th "
        + "thead time tr tt u ul var wbr").Split(' '));

    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet("br col hr img wbr".Split(' '));

    /// <summary>What lies in them is no text for people, or not theirs.</summary>
    private static readonly FrozenSet<string> WithoutContent = FrozenSet.ToFrozenSet(
        ("applet audio base canvas embed frame frameset head iframe link meta math noembed noframes noscript object option param script select style svg "
        + "template textarea title track video").Split(' '));

    // Of a document, not of a text: a parser drops them where the document begins.
    private static readonly char[] Blanks = [' ', '\t', '\n', '\f'];

    private readonly StringBuilder written = new();
    private bool hasContent;

    /// <summary>
    /// What it gives it gives again for what it gave: parsed once more, an element may find another place. False where it would get many times
    /// longer, as elements do that a parser repeats in every paragraph.
    /// </summary>
    /// <param name="body">Of a parsed mail.</param>
    /// <param name="safe">Null when nothing is left.</param>
    public static bool TryWrite(IElement body, out string? safe)
    {
        var html = Once(body);
        for (var round = 1; html is { HasContent: true } && round < MostRounds && HtmlMail.Body(html.Value.Safe) is { } again; round++)
        {
            var before = html.Value.Safe;
            html = Once(again);
            if (html?.Safe == before)
                break;
        }

        safe = html is { HasContent: true } ? html.Value.Safe : null;
        return html is not null;
    }

    private static (string Safe, bool HasContent)? Once(IElement body)
    {
        var html = new SafeHtml();
        html.Go(body);
        return html.IsTooLong ? null : (html.written.ToString().Trim(Blanks), html.hasContent);
    }

    private bool IsTooLong => written.Length > HtmlMail.Longest;

    protected override bool Enter(IElement element)
    {
        var name = element.LocalName;
        if (IsTooLong || WithoutContent.Contains(name))
            return false;
        if (!Elements.Contains(name))
            return true;

        hasContent |= name is "img" or "hr";
        written.Append('<').Append(name);
        foreach (var (attribute, value) in SafeAttributes.Of(element, name))
            Attribute(attribute, value);
        written.Append('>');
        return !Empty.Contains(name);
    }

    protected override void Leave(IElement element)
    {
        if (Elements.Contains(element.LocalName))
            written.Append("</").Append(element.LocalName).Append('>');
    }

    protected override void Read(string text, INode parent)
    {
        if (IsTooLong)
            return;

        // The first line end after it is no part of it.
        if (text is ['\n', ..] && written is [.., '<', 'p', 'r', 'e', '>'])
            written.Append('\n');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => written.Append("&amp;"),
                '<' => written.Append("&lt;"),
                '>' => written.Append("&gt;"),
                '\u00a0' => written.Append("&nbsp;"),
                '\r' => written.Append('\n'),
                '\0' => written,
                _ => written.Append(letter),
            };
        }

        hasContent |= !string.IsNullOrWhiteSpace(text);
    }

    private void Attribute(string name, string value)
    {
        written.Append(' ').Append(name).Append("=\"");
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '&' => written.Append("&amp;"),
                '<' => written.Append("&lt;"),
                '>' => written.Append("&gt;"),
                '"' => written.Append("&quot;"),
                '\'' => written.Append("&#39;"),
                '`' => written.Append("&#96;"),
                '\u00a0' => written.Append("&nbsp;"),
                '\r' => written.Append('\n'),
                '\0' => written,
                _ => written.Append(letter),
            };
        }

        written.Append('"');
    }
}
