using AngleSharp.Dom;

namespace Omni.Functions.Channels.Email.Html;

/// <summary>Goes through a tree in its order, each step at the same cost whatever its size and depth.</summary>
internal abstract class HtmlWalk
{
    private const string HtmlNamespace = "http://www.w3.org/1999/xhtml";

    protected void Go(IElement root)
    {
        var open = new Stack<(INode Node, int Next)>([(root, 0)]);
        while (open.TryPop(out var step))
        {
            if (step.Next == step.Node.ChildNodes.Length)
            {
                if (step.Node != root)
                    Leave((IElement)step.Node);
                continue;
            }

            open.Push((step.Node, step.Next + 1));
            var child = step.Node.ChildNodes[step.Next];
            if (child is IText text)
                Read(text.Data, step.Node);
            else if (child is IElement { NamespaceUri: HtmlNamespace } element && Enter(element))
                open.Push((element, 0));
        }
    }

    /// <summary>False to pass it by with all that is in it; then it is not left either.</summary>
    protected abstract bool Enter(IElement element);

    protected abstract void Leave(IElement element);

    protected abstract void Read(string text, INode parent);
}
