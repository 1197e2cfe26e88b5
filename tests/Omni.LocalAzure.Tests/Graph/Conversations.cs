using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>Which messages belong together, and what each adds.</summary>
public sealed class Conversations
{
    [Fact]
    public async Task An_answer_joins_the_conversation_of_what_it_answers_whatever_its_subject()
    {
        await using var contract = await OpenAsync();
        await DeliverAsync(contract, Letter("Sofa", id: "one"), Letter("Something else", "In-Reply-To: <one@client.example>", id: "two"), Letter("Third", "References: <zero@client.example> <two@client.example>", id: "three"), Letter("Sofa", id: "four"));

        var page = await contract.User.MailFolders["inbox"].Messages.GetAsync(request => request.QueryParameters.Select = ["internetMessageId", "conversationId"]);

        var conversations = (page?.Value ?? []).ToDictionary(message => message.InternetMessageId ?? "", message => message.ConversationId);
        Assert.Equal(conversations["<one@client.example>"], conversations["<two@client.example>"]);
        Assert.Equal(conversations["<one@client.example>"], conversations["<three@client.example>"]);
        Assert.NotEqual(conversations["<one@client.example>"], conversations["<four@client.example>"]);
    }

    [Theory]
    [InlineData("New\n\nOn Mon, 2 Mar 2026 at 10:00, Shop <info@shop.example> wrote:\n> Old")]
    [InlineData("New\n\nпн, 2 мар. 2026 г. в 10:00, Shop <info@shop.example> написал(а):\n> Old")]
    [InlineData("New\n\n-----Original Message-----\nFrom: Shop\nSent: today\n\nOld")]
    [InlineData("New\n\nОт: Shop <info@shop.example>\nОтправлено: 2 марта 2026 г.\nТема: Sofa\n\nOld")]
    [InlineData("New\n\n> Old")]
    public async Task Of_a_text_the_unique_body_is_what_stands_before_the_quote(string body)
    {
        await using var contract = await OpenAsync();
        await DeliverAsync(contract, Letter("Re: Sofa", "In-Reply-To: <one@client.example>", body));

        var letter = await IncomingMail.OnlyAsync(contract, GraphServer.Info);

        Assert.Equal("New", letter.UniqueBody?.Content?.Trim());
        Assert.Contains("Old", letter.Body?.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>New</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Monday Shop wrote:<br></div><blockquote>Old</blockquote></div>")]
    [InlineData("<p>New</p><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Shop</div><div>Old</div>")]
    [InlineData("<div>New</div><div>02.03.2026, 10:00, \"Shop\" &lt;info@shop.example&gt; пишет:</div><blockquote><p>Old</p></blockquote>")]
    [InlineData("<p>New</p><p>-----Original Message-----</p><p>From: Shop</p><p>Old</p>")]
    public async Task Of_HTML_the_unique_body_is_what_stands_before_the_quote(string body)
    {
        await using var contract = await OpenAsync();
        await DeliverAsync(contract, Letter("Re: Sofa", "In-Reply-To: <one@client.example>\nContent-Type: text/html; charset=utf-8", body));

        var letter = await IncomingMail.OnlyAsync(contract, GraphServer.Info);

        Assert.Equal("New", letter.UniqueBody?.Content?.Trim());
        Assert.Contains("Old", letter.Body?.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_answers_nothing_is_all_its_own()
    {
        await using var contract = await OpenAsync();
        await DeliverAsync(contract, Letter("Fwd: Sofa", body: "See below\n\n> Old"));

        Assert.Contains("> Old", (await IncomingMail.OnlyAsync(contract, GraphServer.Info)).UniqueBody?.Content, StringComparison.Ordinal);
    }

    private static async Task DeliverAsync(GraphContract contract, params string[] letters)
    {
        foreach (var letter in letters)
        {
            using var taken = await contract.Server.DeliverAsync(letter);
            taken.EnsureSuccessStatusCode();
        }
    }
}
