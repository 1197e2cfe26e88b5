using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Omni.LocalAzure.Graph.Bodies;

/// <summary>Bodies in the form that is asked for.</summary>
internal static partial class MailHtml
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "head", "script", "style", "title", "template" };

    /// <returns>Null for what is too deep: parsing it takes minutes, and walks of it end the process.</returns>
    public static IElement? Parse(string html) => HtmlDepth.IsTooDeep(html) ? null : new HtmlParser().ParseDocument(html).DocumentElement;

    /// <summary>What a person reads, with a line for each block.</summary>
    public static string ToText(string html)
    {
        var text = new StringBuilder();
        if (Parse(html) is not { } root) return HtmlDepth.WithoutTags(html);
        Write(root, text);
        return Gaps().Replace(text.ToString(), "\n\n").Trim().Replace("\n", "\r\n", StringComparison.Ordinal);
    }

    /// <summary>A text as a page of HTML.</summary>
    public static string Of(string text)
    {
        var lines = System.Net.WebUtility.HtmlEncode(text).ReplaceLineEndings("<br>\r\n");
        return $"<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body><div class=\"PlainText\">{lines}</div></body></html>";
    }

    /// <summary>Without scripts, as everybody gets it who does not ask for more.</summary>
    public static string WithoutScripts(string html)
    {
        if (!MayHoldScript().IsMatch(html)) return html;
        if (Parse(html) is not { } root) return Of(HtmlDepth.WithoutTags(html));
        foreach (var element in root.QuerySelectorAll("script, object, embed, applet").ToList()) element.Remove();
        foreach (var element in root.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Where(IsScript).ToList()) element.RemoveAttribute(attribute.Name);
        }

        return root.OuterHtml;
    }

    private static bool IsScript(IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || (attribute.Name is "href" or "src" or "action" && attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));

    private static void Write(INode start, StringBuilder text)
    {
        var waiting = new Stack<(INode? Node, bool Line)>();
        waiting.Push((start, false));
        while (waiting.TryPop(out var next))
        {
            if (next.Line) EndLine(text);
            if (next.Node is IText words) text.Append(Spaces().Replace(words.Data, " "));
            if (next.Node is not IElement element || Unseen.Contains(element.LocalName)) continue;
            if (element.LocalName == "br") text.Append('\n');
            var isBlock = Blocks.Contains(element.LocalName);
            if (isBlock) EndLine(text);
            if (isBlock) waiting.Push((null, true));
            for (var i = element.ChildNodes.Length - 1; i >= 0; i--) waiting.Push((element.ChildNodes[i], false));
        }
    }

    private static void EndLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"<(script|object|embed|applet)|\son\w+\s*=|/on\w+\s*=|javascript:|&#", RegexOptions.IgnoreCase)]
    private static partial Regex MayHoldScript();
}
