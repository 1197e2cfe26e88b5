using System.Text;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Channels.Email.Html;

namespace Omni.Functions.Tests.Channels.Email;

public sealed class SafeHtmlTests
{
    private static readonly string[] _elements =
        ("a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 "
        + "head header hr html i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr").Split(' ');

    private static readonly string[] _attributes =
        ("abbr align alt bgcolor border cellpadding cellspacing color colspan data-src dir face height href lang nowrap rel rowspan size span src start style title valign width").Split(' ');

    public static TheoryData<string> Attacks() =>
        new(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Channels", "Email", "Corpus", "attacks.txt")).Where(line => line.Length > 0));

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Nothing_of_an_attack_is_left(string attack) => AssertSafe(Safe(attack));

    [Fact]
    public void There_are_as_many_attacks_as_promised() => Assert.InRange(Attacks().Count, 60, int.MaxValue);

    [Property(MaxTest = 3000)]
    public Property Whatever_comes_in_nothing_forbidden_goes_out() => Prop.ForAll(Soup().ToArbitrary(), html =>
    {
        var safe = Safe(html);
        AssertSafe(safe);
        Assert.Equal(safe, Safe(safe));
    });

    [Theory]
    [InlineData("<p>Hello <b>world</b> &amp; <i>all</i></p>", "<p>Hello <b>world</b> &amp; <i>all</i></p>")]
    [InlineData("a<o:p>b</o:p>", "ab")]
    [InlineData("<a href=' HTTPS://x.example/?a=1&b=2 ' onclick=x>y</a>", "<a href=\"HTTPS://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">y</a>")]
    [InlineData("<img src='https://x.example/pixel.gif' alt=p>", "<img data-src=\"https://x.example/pixel.gif\" alt=\"p\">")]
    [InlineData("<img src=cid:ii_1>", "<img src=\"cid:ii_1\">")]
    [InlineData("<p style='color:red;position:fixed;background:url(//x)'>y</p>", "<p style=\"color:red\">y</p>")]
    [InlineData("<p style='margin-left:-500px;width:10px'>y</p>", "<p style=\"width:10px\">y</p>")]
    [InlineData("<pre>\n\nx</pre>", "<pre>\n\nx</pre>")]
    [InlineData("<style>p{}</style> \n", null)]
    public void What_people_look_at_stays(string html, string? safe) => Assert.Equal(safe, Safe(html));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div><!--</div>-->")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<font color=a><i><b></font>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg><g>")]
    [InlineData("<blockquote><p>")]
    [InlineData("<x>y</x>")]
    [InlineData("<div class=gmail_quote>a<blockquote>b</blockquote>")]
    public void A_hundred_thousand_times_the_same_ends_and_costs_bounded_memory(string piece)
    {
        var html = new StringBuilder().Insert(0, piece, 100_000).ToString();
        var before = GC.GetAllocatedBytesForCurrentThread();

        if (HtmlMail.Body(html) is { } body)
            Assert.Equal(SafeHtml.TryWrite(body, out _), HtmlText.Of(body).Length >= 0);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Fact]
    public void Ten_megabytes_are_not_parsed() => Assert.Null(HtmlMail.Body(new string('a', 10_000_000)));

    /// <summary>A parser repeats the element in every paragraph, and its style with it.</summary>
    [Fact]
    public void What_would_get_many_times_longer_is_not_written()
    {
        var html = $"<p><font style='{new string(' ', 1_800)}color:red;{string.Concat(Enumerable.Repeat("width:1px;", 15))}' title='{new string('t', 400)}'>{string.Concat(Enumerable.Repeat("<p>x", 40_000))}";

        Assert.False(SafeHtml.TryWrite(HtmlMail.Body(html)!, out _));
    }

    /// <summary>Pieces that parsers stumble over, in any order.</summary>
    private static Gen<string> Soup() => Gen.Elements(
        "<p>", "</p>", "<b>", "</b>", "<a href=javascript:x>", "<a href=https://e.example>", "</a>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<svg>", "</svg>", "<math>", "<mi>",
        "<mtext>", "<mglyph>", "<style>", "</style>", "<script>", "</script>", "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<template>", "<select>",
        "<option>", "<form>", "</form>", "<iframe>", "</iframe>", "<object>", "</object>", "<marquee>", "</marquee>", "<button>", "</button>", "<li>", "<ul>", "<dd>", "<h1>", "<h2>", "<pre>\n",
        "<xmp>", "</xmp>", "<plaintext>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<img src=x onerror=y>", "<img title='-->&lt;img src=x onerror=y>'>", "<desc>", "<foreignObject>",
        "<annotation-xml encoding=text/html>", "<br>", "<hr>", "<nobr>", "<font>", "<caption>", "<col>", "<frameset>", "<body onload=x>", "&lt;script&gt;", "&#0;", "&#13;", "\r", "\0", "\"", "'", "`", "x", " ")
        .ArrayOf().Select(string.Concat);

    private static string? Safe(string? html) => html is not null && HtmlMail.Body(html) is { } body && SafeHtml.TryWrite(body, out var safe) ? safe : null;

    private static void AssertSafe(string? html)
    {
        foreach (var element in new HtmlParser().ParseDocument(html ?? "").All)
        {
            Assert.Contains(element.LocalName, _elements);
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, _attributes);
                if (attribute.Name == "href")
                    Assert.Matches("^(?i:https?|mailto|tel):", attribute.Value);
                if (attribute.Name == "src")
                    Assert.StartsWith("cid:", attribute.Value, StringComparison.OrdinalIgnoreCase);
                if (attribute.Name == "style")
                    Assert.DoesNotMatch(@"(?i)url|expression|@import|position|\\|/\*|behavior|-moz", attribute.Value);
            }
        }
    }
}
