using System.Net;
using System.Text;
using Microsoft.Graph.Models;
using static Omni.LocalAzure.Tests.Graph.GraphContract;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>Mail from outside, as it comes over the wire.</summary>
public sealed class IncomingMail
{
    private const string Mixed = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b";

    [Fact]
    public async Task A_letter_arrives_with_all_it_says()
    {
        await using var contract = await OpenAsync();

        using var taken = await contract.Server.DeliverAsync(Letter("=?utf-8?B?0JTQuNCy0LDQvQ==?=", "X-Campaign: spring\nAuto-Submitted: no", body: "Есть ли диван?", id: "one"));
        var letter = await OnlyAsync(contract, GraphServer.Info);

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal("Диван", letter.Subject);
        Assert.Equal(("Anna", "anna@client.example"), (letter.From?.EmailAddress?.Name, letter.From?.EmailAddress?.Address));
        Assert.Equal("<one@client.example>", letter.InternetMessageId);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 6, 30, 0, TimeSpan.Zero), letter.SentDateTime);
        Assert.Equal("Есть ли диван?", letter.Body?.Content?.Trim());
        Assert.Equal("spring", letter.InternetMessageHeaders?.Single(header => header.Name == "X-Campaign").Value);
        Assert.False(letter.IsRead);
    }

    [Fact]
    public async Task Plain_text_comes_as_HTML_unless_text_is_preferred()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Less", body: "1 < 2\n3"))).Dispose();

        var page = await contract.User.MailFolders["inbox"].Messages.GetAsync();

        var body = Assert.Single(page?.Value ?? []).Body;
        Assert.Equal(BodyType.Html, body?.ContentType);
        Assert.Contains("1 &lt; 2<br>", body?.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_are_taken_out_unless_they_are_asked_for()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Script", "Content-Type: text/html", "<p onclick=\"a()\">Hi</p><script>b()</script><a href=\"javascript:c()\">x</a>"))).Dispose();

        var safe = (await contract.User.MailFolders["inbox"].Messages.GetAsync())?.Value?.Single().Body?.Content;
        var whole = (await contract.User.MailFolders["inbox"].Messages.GetAsync(request => request.Headers.Add("Prefer", "outlook.allow-unsafe-html")))?.Value?.Single().Body?.Content;

        Assert.DoesNotContain("a()", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("b()", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("c()", safe, StringComparison.Ordinal);
        Assert.Contains("<script>b()</script>", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTML_of_a_hundred_thousand_levels_harms_nobody()
    {
        await using var contract = await OpenAsync();
        var deep = string.Concat(Enumerable.Repeat("<div></p>", 100_000));

        (await contract.Server.DeliverAsync(Letter("Deep", "In-Reply-To: <one@client.example>\nContent-Type: text/html", $"{deep}<script>a()</script>Bottom"))).Dispose();
        var letter = await OnlyAsync(contract, GraphServer.Info);
        await contract.User.Messages[letter.Id].CreateReply.PostAsync(new());
        var html = await contract.User.Messages[letter.Id].GetAsync();

        Assert.EndsWith("Bottom", letter.Body?.Content?.Trim(), StringComparison.Ordinal);
        Assert.Contains("Bottom", html?.Body?.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html?.Body?.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_mailbox_that_is_named_gets_a_copy_and_nobody_learns_of_a_blind_one()
    {
        await using var contract = await OpenAsync();
        (await contract.Server.DeliverAsync(Letter("Both", "Bcc: SALES@shop.example, elsewhere@client.example", id: "both"))).Dispose();

        var (info, sales) = (await OnlyAsync(contract, GraphServer.Info), await OnlyAsync(contract, GraphServer.Sales));

        Assert.Equal(info.InternetMessageId, sales.InternetMessageId);
        Assert.NotEqual(info.Id, sales.Id);
        Assert.Empty(info.BccRecipients ?? []);
    }

    [Fact]
    public async Task The_envelope_wins_over_the_header_and_mail_for_others_is_refused()
    {
        await using var contract = await OpenAsync();

        using var listed = await contract.Server.DeliverAsync(Letter("List").Replace("To: info@shop.example", "To: list@elsewhere.example", StringComparison.Ordinal), to: GraphServer.Sales);
        using var foreign = await contract.Server.DeliverAsync(Letter("Foreign").Replace("To: info@shop.example", "To: list@elsewhere.example", StringComparison.Ordinal));
        using var empty = await contract.Server.DeliverAsync("");

        Assert.Equal(HttpStatusCode.Accepted, listed.StatusCode);
        Assert.Equal("List", (await OnlyAsync(contract, GraphServer.Sales)).Subject);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    [Fact]
    public async Task Files_pictures_and_messages_within_are_attachments_of_their_kinds()
    {
        await using var contract = await OpenAsync();
        var inner = Letter("Inner", body: "Within");
        var picture = Convert.ToBase64String(Encoding.UTF8.GetBytes("picture"));
        var body = $"""
            --b
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html

            <p>See <img src="cid:one@x"></p>
            --r
            Content-Type: image/png; name=one.png
            Content-ID: <one@x>
            Content-Transfer-Encoding: base64

            {picture}
            --r--
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.pdf
            Content-Transfer-Encoding: base64

            {picture}
            --b
            Content-Type: message/rfc822

            {inner}
            --b--
            """;
        (await contract.Server.DeliverAsync(Letter("Kinds", Mixed, body))).Dispose();

        var letter = await OnlyAsync(contract, GraphServer.Info);
        var files = (await contract.User.Messages[letter.Id].Attachments.GetAsync())?.Value ?? [];

        Assert.True(letter.HasAttachments);
        Assert.Equal(3, files.Count);
        Assert.Equal(("one.png", true, "one@x"), Described(files[0]));
        Assert.Equal(("план.pdf", false, null), Described(files[1]));
        Assert.Equal("picture"u8.ToArray(), ((FileAttachment)files[1]).ContentBytes);
        var item = Assert.IsType<ItemAttachment>(files[2]);
        var expanded = Assert.IsType<ItemAttachment>(await contract.User.Messages[letter.Id].Attachments[item.Id].GetAsync(request => request.QueryParameters.Expand = ["microsoft.graph.itemattachment/item"]));
        Assert.Equal("Inner", Assert.IsType<Message>(expanded.Item).Subject);
        Assert.Contains("Within", Encoding.UTF8.GetString(await AttachmentContractTests.ValueAsync(contract, letter.Id, item.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letter_is_read_back_as_it_came()
    {
        await using var contract = await OpenAsync();
        var wire = Letter("As it came");
        (await contract.Server.DeliverAsync(wire)).Dispose();

        await using var content = await contract.User.Messages[(await OnlyAsync(contract, GraphServer.Info)).Id].Content.GetAsync() ?? Stream.Null;
        using var reader = new StreamReader(content);

        Assert.Equal(wire.ReplaceLineEndings("\r\n"), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_link_has_no_content_of_its_own()
    {
        await using var contract = await OpenAsync();
        var made = await contract.AddAsync("inbox", "Link", message => message.Attachments = [new ReferenceAttachment { Name = "plan" }]);
        var link = Assert.IsType<ReferenceAttachment>(Assert.Single((await contract.User.Messages[made.Id].Attachments.GetAsync())?.Value ?? []));

        await MessageContractTests.RefusedAsync(405, "ErrorInvalidOperation", () => AttachmentContractTests.ValueAsync(contract, made.Id, link.Id));
    }

    internal static async Task<Message> OnlyAsync(GraphContract contract, string mailbox)
    {
        var page = await contract.Client.Users[mailbox].MailFolders["inbox"].Messages.GetAsync(request =>
        {
            PreferText(request.Headers);
            request.QueryParameters.Select =
            [
                "subject", "from", "bccRecipients", "isRead", "sentDateTime", "hasAttachments", "internetMessageId", "conversationId", "body", "uniqueBody", "internetMessageHeaders",
            ];
        });
        return Assert.Single(page?.Value ?? []);
    }

    private static (string? Name, bool? IsInline, string? ContentId) Described(Attachment attachment) => (attachment.Name, attachment.IsInline, (attachment as FileAttachment)?.ContentId);
}
