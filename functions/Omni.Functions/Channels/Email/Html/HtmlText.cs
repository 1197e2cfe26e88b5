using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using Omni.Functions.Channels.Email.Quoting;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>HTML as plain text: what it quotes with the signs of quoting, and marked where an element holds earlier mail.</summary>
internal sealed class HtmlText : HtmlWalk
{
    private const int MostQuotes = 5;

    // Each goes through a good part of the mail.
    private const int MostLooks = 20;

    // With blank text before and after it, in as many elements as editors put around a cell's text.
    private const int MostNodesAlone = 3;
    private const int MostAlone = 3;

    // Apple puts it before what it quotes.
    private const char Invisible = '\ufeff';

    private static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul".Split(' '));

    private static readonly FrozenSet<string> Unread = FrozenSet.ToFrozenSet(
        "applet audio canvas embed head iframe link math meta noframes noscript object script select style svg template textarea title video".Split(' '));

    private readonly StringBuilder written = new();
    private readonly StringBuilder line = new();
    private int quotes;
    private int looks;
    private bool wantsGap;

    public static string Of(IElement body)
    {
        var text = new HtmlText();
        text.Go(body);
        text.EndLine();
        return text.written.ToString().Trim('\n');
    }

    protected override bool Enter(IElement element)
    {
        var name = element.LocalName;
        if (Unread.Contains(name))
            return false;
        if (quotes == 0 && looks < MostLooks && EarlierMail.Begins(element, ref looks))
            Mark();
        if (IsAloneInCell(element))
            return true;
        if (Blocks.Contains(name))
            EndLine();
        wantsGap |= name == "p" && !IsOfOffice(element);
        if (name == "blockquote" && !EarlierMail.IsIndent(element))
            quotes++;
        if (name == "br")
            Write();
        else if (name is "td" or "th" && line.Length > 0)
            line.Append(' ');
        else if (name == "li")
            line.Append("- ");
        return true;
    }

    protected override void Leave(IElement element)
    {
        if (IsAloneInCell(element))
            return;
        if (Blocks.Contains(element.LocalName))
            EndLine();
        if (element.LocalName == "blockquote" && !EarlierMail.IsIndent(element))
            quotes--;
        wantsGap |= element.LocalName == "p" && !IsOfOffice(element);
    }

    protected override void Read(string text, INode parent)
    {
        foreach (var letter in text)
        {
            if (letter is ' ' or '\t' or '\r' or '\n')
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (letter is not (QuotedHeader.Mark or Invisible))
            {
                line.Append(letter);
            }
        }
    }

    private void Mark()
    {
        EndLine();
        line.Append(QuotedHeader.Mark);
        EndLine();
    }

    private void EndLine()
    {
        if (line.Length > 0)
            Write();
    }

    private void Write()
    {
        var text = line.Replace('\u00a0', ' ').ToString().Trim();
        line.Clear();
        var isAfterGap = written.Length == 0 || written is [.., '\n', '\n'];
        if (text.Length == 0 && quotes == 0 && isAfterGap)
            return;
        if (wantsGap && text.Length > 0 && !isAfterGap)
            written.Append('\n');
        wantsGap &= text.Length == 0;
        if (quotes > 0)
            written.Append('>', Math.Min(quotes, MostQuotes)).Append(' ');
        written.Append(text).Append('\n');
    }

    /// <summary>Office and others write the one line of a cell as a paragraph; the row is still one line.</summary>
    private static bool IsAloneInCell(IElement element)
    {
        for (var depth = 0; depth < MostAlone && element is { LocalName: "p" or "div", ParentElement: { } parent }; depth++)
        {
            var lone = element;
            if (parent.ChildNodes.Length > MostNodesAlone || parent.ChildNodes.Any(node => node != lone && IsShown(node)))
                return false;
            if (parent.LocalName is "td" or "th")
                return true;
            element = parent;
        }

        return false;
    }

    private static bool IsShown(INode node) => node is IElement || (node is IText text && !string.IsNullOrWhiteSpace(text.Data));

    /// <summary>Paragraphs of Office have no space between them.</summary>
    private static bool IsOfOffice(IElement element) => element.ClassName?.StartsWith("Mso", StringComparison.Ordinal) ?? false;
}
