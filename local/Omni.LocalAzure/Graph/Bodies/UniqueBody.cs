using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Bodies;

/// <summary>What a message adds to its conversation: the text before the messages it quotes. A message that answers none is all its own.</summary>
internal static partial class UniqueBody
{
    private const string Quotes = "blockquote, .gmail_quote, .gmail_quote_container, #divRplyFwdMsg, #appendonsend, .moz-cite-prefix, .OutlookMessageHeader, .yahoo_quoted, [name=_MailOriginal]";

    public static string Of(MailBody body, bool isAnswer) => !isAnswer ? body.Content : body.IsHtml ? OfHtml(body.Content) : OfText(body.Content);

    private static string OfText(string text)
    {
        var quote = QuoteInText().Match(text);
        return quote.Success ? text[..quote.Index].TrimEnd() : text;
    }

    private static string OfHtml(string html)
    {
        if (MailHtml.Parse(html) is not { } root || root.QuerySelector("body") is not { } body) return html;
        if (body.QuerySelector(Quotes) is { } quote) RemoveFrom(quote, body);
        else if (FindHeading(body) is { } heading) RemoveFrom(heading, body);
        else return html;
        return root.OuterHtml;
    }

    /// <summary>Takes a node away and all that comes after it, with the line that announces it.</summary>
    private static void RemoveFrom(INode first, IElement body)
    {
        if (first.PreviousSibling is { } before && Announcement().IsMatch(before.TextContent)) before.RemoveFromParent();
        for (INode? node = first; node is not null && node != body; node = node.Parent)
        {
            while (node.NextSibling is { } next) next.RemoveFromParent();
        }

        first.RemoveFromParent();
    }

    private static INode? FindHeading(IElement body) =>
        body.GetDescendants().OfType<IText>().FirstOrDefault(text => Heading().IsMatch(text.Data)) is not { } found ? null
        : found.Parent == body ? found : found.ParentElement;

    [GeneratedRegex(@"^(>.*|[ \t]*-{2,}[ \t]*(Original Message|Исходное сообщение|Пересылаемое сообщение)[ \t]*-{2,}.*|_{20,}\s*\r?\n(From|От):.*|(From|От):[^\r\n]*\r?\n(Sent|Date|Отправлено|Дата):.*|(On|В|Le|Am)?[^\r\n]{4,200}(wrote|пишет|написал|написала|написал\(а\)):[ \t]*)\r?$", RegexOptions.Multiline)]
    private static partial Regex QuoteInText();

    [GeneratedRegex(@"(wrote|пишет|написал|написала|написал\(а\)):\s*$|^\s*-{2,}\s*(Original Message|Исходное сообщение)")]
    private static partial Regex Announcement();

    [GeneratedRegex(@"^\s*-{2,}\s*(Original Message|Исходное сообщение)\s*-{2,}")]
    private static partial Regex Heading();
}
