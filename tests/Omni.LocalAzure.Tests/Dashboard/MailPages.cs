using System.Net;
using System.Net.Http.Headers;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Tests.Dashboard;

public sealed class MailPages
{
    [Fact]
    public async Task A_letter_with_a_file_is_in_the_mailbox_and_on_the_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Mail.ProvisionAsync(["info@shop.example"]);
        var film = new byte[200_000];

        var page = await SendAsync(dashboard, "info@shop.example", "<b>Sofa</b>", film);

        Assert.Contains("The letter is in info@shop.example.", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Sofa&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("film.mp4 (200000 bytes)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nobody@elsewhere.example", "No mailbox here has this address.")]
    [InlineData("no address", "no address")]
    public async Task A_letter_to_nobody_is_refused_in_words(string to, string said)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        Assert.Contains(said, await SendAsync(dashboard, to, "Hello", []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_business_sent_is_on_the_page_of_its_mailbox()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Mail.ProvisionAsync(["info@shop.example", "sales@shop.example"]);
        var sender = dashboard.Mail.Mailboxes.Find("sales@shop.example")!; // made above
        var offer = new MailMessage { Subject = "Offer", ToRecipients = [new MailParty("Anna", "anna@client.example")], Body = new MailBody(IsHtml: true, "<p>Ten</p>") };
        await new Outbox(dashboard.Mail).SendAsync(sender, offer, [], keep: true, CancellationToken.None);

        var (others, own) = (await dashboard.GetAsync("mail"), await dashboard.GetAsync("mail?mailbox=sales@shop.example"));

        Assert.DoesNotContain("Offer", others, StringComparison.Ordinal);
        Assert.Contains("Offer", own, StringComparison.Ordinal);
        Assert.Contains("Sent Items", own, StringComparison.Ordinal);
        Assert.Contains("anna@client.example", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_is_added()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.PostAsync("mail", "mailboxes", new() { ["address"] = "New@shop.example" });

        Assert.Equal("new@shop.example", Assert.Single(dashboard.Mail.KnownMailboxes).Address);
        Assert.Contains("There is a mailbox new@shop.example.", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_sends_no_letters()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Mail.ProvisionAsync(["info@shop.example"]);

        using var answer = await dashboard.PostAsync("mail", "mail", new() { ["from"] = "a@b.example", ["to"] = "info@shop.example" }, origin: "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<string> SendAsync(RunningDashboard dashboard, string to, string text, byte[] file)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent("Anna <anna@client.example>"), "from" }, { new StringContent(to), "to" }, { new StringContent("Hello"), "subject" }, { new StringContent(text), "text" }, { new StringContent(""), "html" },
            { new StringContent(await dashboard.TokenAsync("mail")), "__RequestVerificationToken" },
            { new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("video/mp4") } }, "files", "film.mp4" },
        };
        using var answer = await dashboard.Browser.PostAsync(new Uri("mail", UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
