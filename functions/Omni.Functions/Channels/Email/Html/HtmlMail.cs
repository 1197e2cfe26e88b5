using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>The HTML of a mail, parsed as a browser does it.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/parsing.html</remarks>
internal static class HtmlMail
{
    /// <summary>In characters; parsed it takes memory thirty times its own size.</summary>
    public const int Longest = 3_000_000;

    private const int MostElements = 100_000;

    // Each element is compared with all it lies in, so nesting costs time by its square.
    private const int Deep = 300;
    private const int MostDeep = 1_000;

    /// <summary>Null for more than people send, or for what the parser fails at.</summary>
    public static IElement? Body(string html)
    {
        if (html.Length > Longest)
            return null;
        var budget = new Budget();
        try
        {
            return new HtmlParser(new HtmlParserOptions { OnCreated = (element, _) => budget.Spend(element) }).ParseDocument(html).Body;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The parser's own faults, too: some HTML makes it fail, and who writes such must not stop a mail from being taken.
            return null;
        }
    }

    /// <summary>What the parser tells of an element comes before it has a place, so the one before it is looked at.</summary>
    private sealed class Budget
    {
        private INode? before;
        private int elements;
        private int deep;

        public void Spend(IElement element)
        {
            var depth = 0;
            for (var node = before; node is not null && depth <= Deep; node = node.Parent)
                depth++;
            deep += depth > Deep ? 1 : 0;
            if (++elements > MostElements || deep > MostDeep)
                throw new FormatException("There are more elements than people send.");
            before = element;
        }
    }
}
