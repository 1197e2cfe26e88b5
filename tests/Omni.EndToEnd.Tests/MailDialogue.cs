using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>Somebody mails, is answered out of the mailbox that got the mail, and answers in turn.</summary>
[Collection(Peaceful.Name)]
public sealed class MailDialogue(PeacefulHub fixture)
{
    private const string Anna = "anna.dialogue@client.example";

    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task A_mail_is_answered_in_its_thread_the_answer_to_that_comes_back_into_it_and_a_bounce_is_a_failure()
    {
        await SendAsync(new Letter { From = $"Anna <{Anna}>", To = "sales@shop.example", Subject = "Wardrobe", Text = "Is it oak?", MessageId = "oak@client.example", Date = Now });
        var customer = await _hub.CustomerAsync($"email:{Anna}", 1);

        var reply = await _hub.ReplyAsync(customer, "Yes, it is oak.", "oak-1");
        var sent = await _hub.ReplyInStateAsync(customer, reply, "sent");
        var id = sent.GetProperty("delivery").GetProperty("providerMessageId").GetString() ?? "";
        var mail = Assert.Single(await SentItemsAsync(), mail => mail.GetProperty("internetMessageId").GetString() == $"<{id}>");
        Assert.Equal(("RE: Wardrobe", Anna), (mail.GetProperty("subject").GetString(), mail.GetProperty("toRecipients")[0].GetProperty("emailAddress").GetProperty("address").GetString()));
        var mime = await Graph().GetStringAsync(new Uri($"v1.0/users/sales@shop.example/messages/{mail.GetProperty("id").GetString()}/$value", UriKind.Relative));
        Assert.Contains("In-Reply-To: <oak@client.example>", mime, StringComparison.Ordinal);
        Assert.Contains("Yes, it is oak.", mime, StringComparison.Ordinal);

        await SendAsync(new Letter
        {
            From = $"Anna <{Anna}>", To = "sales@shop.example", Subject = "Re: Wardrobe", Text = "Then I take it.", MessageId = "take@client.example", Date = Now, Headers = [$"In-Reply-To: <{id}>"],
        });
        var contacts = await _hub.ContactsAsync(await _hub.CustomerAsync($"email:{Anna}", 3));
        Assert.Single(contacts.Select(static entry => entry.GetProperty("contact").GetProperty("thread").GetString()).Distinct());
        Assert.Equal(["inbound", "inbound", "outbound"], contacts.Select(static entry => entry.GetProperty("contact").GetProperty("direction").GetString()).Order(StringComparer.Ordinal));

        var lost = await _hub.ReplyAsync(customer, "It comes on Friday.", "oak-2");
        await BounceAsync((await _hub.ReplyInStateAsync(customer, lost, "sent")).GetProperty("delivery").GetProperty("providerMessageId").GetString() ?? "");
        Assert.Equal("5.1.1", (await _hub.ReplyInStateAsync(customer, lost, "failed")).GetProperty("delivery").GetProperty("reason").GetString());
        Assert.Equal(2, (await SentItemsAsync()).Count(static sent => sent.GetProperty("toRecipients")[0].GetProperty("emailAddress").GetProperty("address").GetString() == Anna));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task SendAsync(Letter letter)
    {
        using var sender = new MailSender(_hub.System);
        await sender.SendAsync(letter, CancellationToken.None);
        await _hub.RunTimerAsync("MailboxPoll", "mails to sales are queued");
    }

    /// <summary>As a server reports it.</summary>
    private async Task BounceAsync(string id)
    {
        var wire = string.Join("\r\n",
            "From: MAILER-DAEMON@client.example", "To: sales@shop.example", "Subject: Undeliverable: Wardrobe", "Message-ID: <bounce@client.example>", $"In-Reply-To: <{id}>",
            $"Date: {Now:ddd, dd MMM yyyy HH:mm:ss} +0000", $"X-Failed-Recipients: {Anna}", "Auto-Submitted: auto-replied", "Content-Type: text/plain; charset=utf-8", "",
            $"550 5.1.1 <{Anna}>: user unknown", "");
        using var sender = new MailSender(_hub.System);
        await sender.SendAsync(Encoding.UTF8.GetBytes(wire), to: null, CancellationToken.None);
        await _hub.RunTimerAsync("MailboxPoll", "mails to sales are queued");
    }

    private async Task<IReadOnlyList<JsonElement>> SentItemsAsync()
    {
        using var graph = Graph();
        var page = await graph.GetFromJsonAsync<JsonElement>(new Uri("v1.0/users/sales@shop.example/mailFolders/sentitems/messages?$top=50", UriKind.Relative));
        return [.. page.GetProperty("value").EnumerateArray()];
    }

    private HttpClient Graph() => new() { BaseAddress = _hub.System.Graph, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Checkout.Settings["Graph__accessToken"]) } };
}
