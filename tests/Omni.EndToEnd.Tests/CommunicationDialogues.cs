using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>What comes by a provider that only receives is answered over Communication Services, whose reports say what became of it.</summary>
[Collection(Peaceful.Name)]
public sealed class CommunicationDialogues(PeacefulHub fixture)
{
    private const string Anna = "anna.communication@client.example";

    private readonly Hub _hub = fixture.Hub;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static SendGridParse SendGrid => new(Checkout.Settings["Channels__SendGrid__Username"], Checkout.Settings["Channels__SendGrid__Password"]);

    [Fact]
    public async Task A_mail_over_SendGrid_is_answered_in_its_thread_and_the_answer_to_that_comes_back_into_it()
    {
        await _hub.DeliverAsync(SendGrid.Text(Anna, "Anna", "oak@client.example", "Wardrobe", "Is it oak?", Now));
        var customer = await _hub.CustomerAsync($"email:{Anna}", 1);

        var reply = await _hub.ReplyAsync(customer, "Yes, it is solid oak.", "communication-oak");
        var delivered = await _hub.ReplyInStateAsync(customer, reply, "delivered");

        var mail = Assert.Single(await SentAsync("Yes, it is solid oak."));
        Assert.Equal(("acs-email", "support@shop.example", Anna, "Re: Wardrobe"), (Of(mail, "provider"), Of(mail, "from"), Of(mail, "to"), Of(mail, "subject")));
        Assert.Equal(("email", "acs-email", "outbound"), (Of(delivered, "channel"), Of(delivered, "provider"), Of(delivered, "direction")));
        Assert.StartsWith("help+", Of(mail, "replyTo"), StringComparison.Ordinal);

        await _hub.DeliverAsync(SendGrid.Text(Anna, "Anna", "take@client.example", "Re: Wardrobe", "Then I take it.", Now, Of(mail, "replyTo")));
        var contacts = await _hub.ContactsAsync(await _hub.CustomerAsync($"email:{Anna}", 3));
        Assert.Single(contacts.Select(static entry => Of(entry.GetProperty("contact"), "thread")).Distinct());
    }

    [Fact]
    public async Task A_mail_that_bounces_is_a_failure()
    {
        await _hub.DeliverAsync(SendGrid.Text("bounced@client.example", "Bob", "lost@client.example", "Chair", "Is it oak?", Now));
        var customer = await _hub.CustomerAsync("email:bounced@client.example", 1);

        var reply = await _hub.ReplyAsync(customer, "No, it is ash.", "communication-ash");

        Assert.Equal("bounced", Of((await _hub.ReplyInStateAsync(customer, reply, "failed")).GetProperty("delivery"), "reason"));
    }

    [Fact]
    public async Task An_SMS_over_Communication_Services_is_answered_there_and_delivered()
    {
        await _hub.DeliverAsync(new EventGrid(key => key == "Omni__PublicUrl" ? _hub.PublicUrl : Checkout.Settings[key]).Text("+447700914001", "Incoming_1", "Is it oak?", Now));
        var customer = await _hub.CustomerAsync("phone:+447700914001", 1);

        var reply = await _hub.ReplyAsync(customer, "Yes, by SMS.", "communication-sms");
        await _hub.ReplyInStateAsync(customer, reply, "delivered");

        var sms = Assert.Single(await SentAsync("Yes, by SMS."));
        Assert.Equal(("acs", "+12025550100", "+447700914001"), (Of(sms, "provider"), Of(sms, "from"), Of(sms, "to")));
    }

    [Theory]
    [InlineData("email", "form.anna@client.example", "acs-email", "support@shop.example", "delivered")]
    [InlineData("phone", "+447700914002", "twilio-sms", "+12025550100", "sent")]
    public async Task Who_left_an_address_in_a_form_is_written_to_there(string kind, string left, string provider, string from, string state)
    {
        await _hub.DeliverAsync(Hub.Form.Filled(new Dictionary<string, string> { [kind] = left, ["message"] = "Do you deliver on Sundays?", ["id"] = $"form-{kind}" }));
        var customer = await _hub.CustomerAsync($"{kind}:{left}", 1);

        var reply = await _hub.ReplyAsync(customer, $"We do, {kind}.", $"communication-form-{kind}");
        await _hub.ReplyInStateAsync(customer, reply, state);

        var message = Assert.Single(await SentAsync($"We do, {kind}."));
        Assert.Equal((provider, from, left), (Of(message, "provider"), Of(message, "from"), Of(message, "to")));
        if (kind == "email")
            Assert.Equal("Re: Do you deliver on Sundays?", Of(message, "subject"));
    }

    private static string Of(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private async Task<IReadOnlyList<JsonElement>> SentAsync(string text)
    {
        using var outbox = new ProviderOutbox(_hub.System.Providers);
        return [.. (await outbox.SentAsync(CancellationToken.None)).Where(message => Of(message, "text") == text)];
    }
}
