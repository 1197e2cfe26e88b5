using System.Globalization;
using Microsoft.Playwright;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Omni.EndToEnd.Tests;

/// <summary>A person plays a whole dialogue in a browser: the business writes by the API, the customer answers on the page.</summary>
[Collection(Peaceful.Name)]
public sealed class OutboxPage(PeacefulHub fixture, Browser browser) : IClassFixture<Browser>
{
    private readonly Hub _hub = fixture.Hub;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("whatsapp", "phone:+447700915001")]
    [InlineData("messenger", "messenger_psid:915002")]
    [InlineData("instagram", "instagram_igsid:915003")]
    [InlineData("telegram", "telegram_user_id:915004")]
    [InlineData("viber", "viber_user_id:viber-915005==")]
    [InlineData("vk", "vk_user_id:915006")]
    [InlineData("twilio-sms", "phone:+447700915007")]
    [InlineData("twilio-whatsapp", "phone:+447700915008")]
    [InlineData("acs", "phone:+447700915009")]
    [InlineData("acs-email", "email:outbox@client.example")]
    [InlineData("mailbox", "email:outbox.mailbox@client.example")]
    public async Task A_message_of_the_business_is_answered_as_the_customer(string provider, string identity)
    {
        await BeginAsync(provider);
        var customer = await _hub.CustomerAsync(identity, 1);
        var reply = await _hub.ReplyAsync(customer, $"Which colour, over {provider}?", $"outbox-{provider}");
        await Eventually.SeeAsync(
            async _ => (await _hub.ContactsAsync(customer)).Select(static entry => entry.GetProperty("contact")).FirstOrDefault(contact => contact.GetProperty("id").GetString() == reply),
            static contact => contact.GetProperty("delivery").GetProperty("state").GetString() is "sent" or "delivered",
            TimeSpan.FromSeconds(20));
        List<string> complaints = [];
        var page = await browser.OpenAsync(_hub.System.Dashboard, complaints);

        await page.GetByRole(AriaRole.Link, new() { Name = "Outbox" }).ClickAsync();
        var message = page.GetByRole(AriaRole.Article).Filter(new() { HasText = $"Which colour, over {provider}?" });
        await message.GetByLabel("Answer as the customer").FillAsync("White, please.");
        await message.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(provider == "mailbox" ? "The mail is in the mailbox." : "The webhook answered 20");
        if (provider == "mailbox") await _hub.RunTimerAsync("MailboxPoll", "mails to sales are queued");

        var contacts = await _hub.ContactsAsync(await _hub.CustomerAsync(identity, 3));
        Assert.Contains(contacts, static entry => entry.GetProperty("contact").GetProperty("text").GetString() == "White, please.");
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    private async Task BeginAsync(string provider)
    {
        if (provider == "mailbox")
        {
            using var sender = new MailSender(_hub.System);
            await sender.SendAsync(new Letter { From = "Anna <outbox.mailbox@client.example>", To = "sales@shop.example", Subject = "Chair", Text = "Hello", MessageId = "outbox@client.example", Date = Now }, CancellationToken.None);
            await _hub.RunTimerAsync("MailboxPoll", "mails to sales are queued");
        }
        else
        {
            await _hub.DeliverAsync(Message(provider));
        }
    }

    private SignedRequest Message(string provider) => provider switch
    {
        "whatsapp" => Hub.WhatsApp.Text("447700915001", "Anna", "wamid.outbox", "Hello", Now),
        "messenger" => MetaMessaging.Messenger(Checkout.Settings["Channels__Messenger__AppSecret"]).Text("915002", "m_outbox", "Hello", Now),
        "instagram" => MetaMessaging.Instagram(Checkout.Settings["Channels__Instagram__AppSecret"]).Text("915003", "ig_outbox", "Hello", Now),
        "telegram" => Hub.Telegram.Text(915004, "Anna", "S", 1, "Hello", Now),
        "viber" => new ViberBot(Checkout.Settings["Channels__Viber__AuthToken"]).Text("viber-915005==", "Anna", 915005, "Hello", Now),
        "vk" => new VkCommunity(Checkout.Settings["Channels__Vk__Secret"]).Text(915006, 1, "Hello", Now),
        "twilio-sms" => new Twilio(Setting).Text("+447700915007", "SM-outbox", "Hello", Now),
        "twilio-whatsapp" => new Twilio(Setting).WhatsAppText("+447700915008", "Anna", "SM-outbox-wa", "Hello", Now),
        "acs" => new EventGrid(Setting).Text("+447700915009", "Incoming_outbox", "Hello", Now),
        _ => new SendGridParse(Checkout.Settings["Channels__SendGrid__Username"], Checkout.Settings["Channels__SendGrid__Password"])
            .Text("outbox@client.example", "Anna", string.Create(CultureInfo.InvariantCulture, $"outbox-{provider}@client.example"), "Sofa", "Hello", Now),
    };

    private string Setting(string name) => name == "Omni__PublicUrl" ? _hub.PublicUrl : Checkout.Settings[name];
}
