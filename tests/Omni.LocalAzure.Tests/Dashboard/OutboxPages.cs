using System.Net;
using Omni.LocalAzure.Graph;
using Omni.LocalAzure.Graph.Store;
using Omni.LocalAzure.Providers.Sending;

namespace Omni.LocalAzure.Tests.Dashboard;

public sealed class OutboxPages
{
    [Fact]
    public async Task What_the_business_wrote_is_on_the_page_newest_first()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Assert.Contains("No messages yet.", await dashboard.GetAsync("outbox"), StringComparison.Ordinal);
        dashboard.Sent.Add(new SendRequest("whatsapp", "106540352242922", "447700900123", "Is it <b>oak</b>?"), static number => $"wamid.{number}");
        dashboard.Sent.Add(new SendRequest("acs-email", "support@shop.example", "anna@client.example", "Yes.") { Subject = "Re: Wardrobe", Files = ["plan.pdf"] }, static number => $"{number}");

        var page = await dashboard.GetAsync("outbox");

        Assert.True(page.IndexOf("acs-email to anna@client.example", StringComparison.Ordinal) < page.IndexOf("whatsapp to 447700900123", StringComparison.Ordinal));
        Assert.Contains("Is it &lt;b&gt;oak&lt;/b&gt;?", page, StringComparison.Ordinal);
        Assert.Contains("Re: Wardrobe", page, StringComparison.Ordinal);
        Assert.Contains("plan.pdf", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mail_of_a_mailbox_to_somebody_elsewhere_is_among_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Mail.ProvisionAsync(["info@shop.example", "sales@shop.example"]);
        var told = new List<SendRequest>();
        dashboard.Mail.Sent = told.Add;
        var offer = new MailMessage { Subject = "Offer", ToRecipients = [new MailParty("Anna", "anna@client.example"), new MailParty("Info", "info@shop.example")], Body = new MailBody(IsHtml: true, "<p>Ten</p>") };

        await new Outbox(dashboard.Mail).SendAsync(dashboard.Mail.Mailboxes.Find("sales@shop.example")!, offer, [], keep: true, CancellationToken.None); // made above

        Assert.Equal(("mailbox", "sales@shop.example", "anna@client.example", "Offer", "Ten"), told.Select(static mail => (mail.Provider, mail.From, mail.To, mail.Subject, mail.Text.Trim())).Single());
    }

    [Fact]
    public async Task Without_an_app_an_answer_says_so()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Sent.Add(new SendRequest("whatsapp", "1", "447700900123", "Hello"), static number => $"wamid.{number}");

        using var answer = await dashboard.PostAsync("outbox", "outbox", new() { ["key"] = "whatsapp wamid.1 447700900123", ["text"] = "Hello." });

        Assert.Contains("The app is not running.", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_page_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Sent.Add(new SendRequest("whatsapp", "1", "447700900123", "Hello"), static number => $"wamid.{number}");

        using var answer = await dashboard.PostAsync("outbox", "outbox", new() { ["key"] = "whatsapp wamid.1 447700900123", ["text"] = "Hello." }, origin: "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
