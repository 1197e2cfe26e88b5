using System.Net;
using System.Text.RegularExpressions;

namespace Omni.LocalAzure.Graph.Bodies;

/// <summary>HTML that nests deeper than people write, which a parser would take minutes for.</summary>
internal static partial class HtmlDepth
{
    private const int Deepest = 2_000;

    /// <summary>Elements that hold nothing, or end without saying so.</summary>
    private static readonly HashSet<string> Uncounted = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "source", "td", "th", "tr", "track", "wbr",
    };

    public static bool IsTooDeep(string html)
    {
        var uncounted = Uncounted.GetAlternateLookup<ReadOnlySpan<char>>();
        var depth = 0;
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            var name = html.AsSpan(tag.Index + 1, tag.Length - 1);
            var isEnd = name[0] == '/';
            if (uncounted.Contains(isEnd ? name[1..] : name)) continue;
            depth = Math.Max(0, depth + (isEnd ? -1 : 1));
            if (depth > Deepest) return true;
        }

        return false;
    }

    public static string WithoutTags(string html) => WebUtility.HtmlDecode(AnyTag().Replace(html, " ")).Trim();

    [GeneratedRegex("</?[a-z][a-z0-9]*", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex AnyTag();
}
