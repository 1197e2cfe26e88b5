using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>What happens to people who phone, mail and chat, told as they live it.</summary>
[Collection(Peaceful.Name)]
public sealed class Stories(PeacefulHub fixture)
{
    private static readonly byte[] Plan = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 50_000).Select(static i => (byte)(i * 31))];

    private readonly Hub _hub = fixture.Hub;

    private static PostmarkInbound Mail { get; } = new(Checkout.Settings["Channels__Postmark__Username"], Checkout.Settings["Channels__Postmark__Password"]);

    private Twilio Phone => new(key => key == "Omni__PublicUrl" ? _hub.PublicUrl : Checkout.Settings[key]);

    [Fact]
    public async Task Furniture_six_contacts_through_six_systems_are_one_customer_with_six_entries_in_order()
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-50);
        await _hub.DeliverAsync(Phone.Call("+447700909401", "CA-furniture", "completed", now, seconds: 95));
        await _hub.CustomerAsync("phone:+447700909401", 1);
        await NoteInCrmAsync(9094, "+447700909401", "marina.furniture@example.com");
        await MailToDesignAsync(now.AddMinutes(1));
        await _hub.CustomerAsync("phone:+447700909401", 2);
        await _hub.DeliverAsync(Hub.WhatsApp.Text("447700909401", "Марина", "wamid.furniture", "Размеры в сантиметрах", now.AddMinutes(2)));
        using var site = new HttpClient { BaseAddress = _hub.System.Bot };
        await using var chat = await AskBotAsync(site);
        await _hub.DeliverAsync(Event("paid", "accounting", "Оплачен счёт 118"));
        await _hub.CustomerAsync("phone:+447700909401", 6);
        await _hub.DeliverAsync(Event("delivery", "delivery", "Доставка в субботу"));

        var customer = await _hub.CustomerAsync("phone:+447700909401", 7);
        var all = await _hub.ContactsAsync(customer);
        Assert.Contains("info@shop.example", Of("text")(Assert.Single(all, static entry => Of("direction")(entry) == "outbound")), StringComparison.Ordinal);
        var contacts = all.Where(static entry => Of("direction")(entry) == "inbound").ToList();

        Assert.Equal(["twilio-voice", "mailbox", "whatsapp", "bot", "form", "form"], contacts.Select(Of("provider")));
        Assert.Equal([null, "Вот план этажа.", "Размеры в сантиметрах", "Мой телефон +44 7700 909401. Какой у вас адрес и телефон?", "Оплачен счёт 118", "Доставка в субботу"], contacts.Select(Of("text")));
        Assert.Equal(["accounting", "delivery"], contacts.TakeLast(2).Select(static entry => entry.GetProperty("contact").GetProperty("extras").GetProperty("department").GetString()));
        Assert.Equal(IdOf(customer), IdOf(await _hub.CustomerAsync("email:marina.furniture@example.com", 7)));
        Assert.Contains("Доставка в субботу", await OrderAsync(chat), StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Equal(Plan, await http.GetByteArrayAsync(await _hub.LinkAsync(await PlanAsync(customer))));
    }

    [Fact]
    public async Task Anna_explains_once_and_whoever_takes_her_call_sees_the_message_and_the_photo()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _hub.DeliverAsync(Hub.WhatsApp.Photo("447700909402", "Анна Смирнова", "wamid.anna", "Вот такая трещина", now.AddMinutes(-31)));
        var waiting = await _hub.CustomerAsync("phone:+447700909402", 1);
        await _hub.RunTimerAsync("WatchPromise", "have waited for an answer longer than 30 minutes");

        await _hub.DeliverAsync(Phone.Call("+447700909402", "CA-anna", "ringing", now));
        var seen = await _hub.ContactsAsync(await _hub.CustomerAsync("phone:+447700909402", 2));
        Assert.Equal(["whatsapp", "twilio-voice"], seen.Select(Of("provider")));
        Assert.Equal("Вот такая трещина", Of("text")(seen[0]));
        Assert.Equal(1, seen[0].GetProperty("contact").GetProperty("attachments").GetArrayLength());

        await _hub.DeliverAsync(Hub.Form.Filled(new { id = "anna-claim", phone = "+44 (7700) 909-402", email = "anna.story@example.com", name = "Анна Смирнова", message = "Прошу заменить", occurredAt = now.AddMinutes(5) }));
        var customer = await _hub.CustomerAsync("email:anna.story@example.com", 3);
        Assert.Equal(IdOf(waiting), IdOf(customer));
    }

    [Fact]
    public async Task The_ticket_distributor_has_looked_and_written_before_he_calls_and_all_of_it_is_there()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _hub.DeliverAsync(Hub.Form.Filled(new
        {
            id = "tickets-visit", email = "oleg.tickets@example.com", phone = "+447700909403", name = "Oleg D.", page = "/concerts/42", message = "Two seats for Friday?", occurredAt = now.AddMinutes(-20),
        }));
        await _hub.CustomerAsync("phone:+447700909403", 1);
        await _hub.DeliverAsync(Mail.Text("oleg.tickets@example.com", "Oleg D.", "tickets-mail", "Friday", "Row five, please.", now.AddMinutes(-10)));
        await _hub.DeliverAsync(Phone.Call("+447700909403", "CA-tickets", "ringing", now));

        var contacts = await _hub.ContactsAsync(await _hub.CustomerAsync("phone:+447700909403", 3));

        Assert.Equal(["form", "postmark", "twilio-voice"], contacts.Select(Of("provider")));
        Assert.Equal("/concerts/42", contacts[0].GetProperty("contact").GetProperty("extras").GetProperty("page").GetString());
        Assert.Equal("Row five, please.", Of("text")(contacts[1]));
    }

    /// <summary>Whoever takes the call writes down how else to reach her.</summary>
    private async Task NoteInCrmAsync(long record, string phone, string email)
    {
        var at = TimeProvider.System.GetUtcNow();
        await _hub.DeliverAsync(_hub.HubSpot.PropertyChanged(record, 1, "phone", phone, at));
        await _hub.DeliverAsync(_hub.HubSpot.PropertyChanged(record, 2, "email", email, at));
        await _hub.CustomerAsync($"email:{email}", 1);
    }

    private async Task MailToDesignAsync(DateTimeOffset at)
    {
        using var sender = new MailSender(_hub.System);
        await sender.SendAsync(
            new Letter
            {
                From = "Marina K. <marina.furniture@example.com>",
                To = "design@shop.example",
                Subject = "План кухни",
                Text = "Вот план этажа.",
                MessageId = "furniture-plan@client.example",
                Date = at,
                Files = [new LetterFile("plan.pdf", "application/pdf", Plan)],
            },
            CancellationToken.None);
        await _hub.RunTimerAsync("MailboxPoll", "mails to design are queued");
    }

    /// <summary>At the site, where nobody knows her but by what she types.</summary>
    private static async Task<DirectLine> AskBotAsync(HttpClient site)
    {
        var chat = await DirectLine.OpenAsync(site, "dl_furniture", Soon());
        Assert.Contains("Мебельная, 1", (await chat.AskAsync("Мой телефон +44 7700 909401. Какой у вас адрес и телефон?", Soon())).GetProperty("text").GetString() ?? "", StringComparison.Ordinal);
        return chat;
    }

    /// <summary>She asks where her order is, and proves that it is hers by the code that she gets at the number that she wrote from.</summary>
    private async Task<string> OrderAsync(DirectLine chat)
    {
        await chat.AskAsync("Где мой заказ?", Soon());
        await chat.AskAsync("+44 7700 909401", Soon());
        using var outbox = new ProviderOutbox(_hub.System.Providers);
        var sms = await Eventually.SeeAsync(
            async token => (await outbox.SentAsync(token)).LastOrDefault(static message => message.GetProperty("to").GetString() == "+447700909401"), static message => message.ValueKind == JsonValueKind.Object, TimeSpan.FromSeconds(20));
        await chat.AskAsync(new string([.. (sms.GetProperty("text").GetString() ?? "").Where(char.IsAsciiDigit)]), Soon());
        return (await chat.HearAsync(Soon())).GetProperty("text").GetString() ?? "";
    }

    private static SignedRequest Event(string id, string department, string text) =>
        Hub.Form.Filled(new { id = $"furniture-{id}", kind = "event", phone = "+447700909401", message = text, department });

    /// <summary>As soon as it is kept.</summary>
    private async Task<JsonElement> PlanAsync(JsonElement customer)
    {
        var file = await Eventually.SeeAsync(
            async _ => Assert.Single((await _hub.ContactsAsync(customer))[1].GetProperty("contact").GetProperty("attachments").EnumerateArray()),
            static seen => seen.TryGetProperty("blob", out var _),
            TimeSpan.FromSeconds(60));
        Assert.Equal("plan.pdf", file.GetProperty("name").GetString());
        return file;
    }

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private static Func<JsonElement, string?> Of(string property) =>
        entry => entry.GetProperty("contact").TryGetProperty(property, out var value) ? value.GetString() : null;

    private static string IdOf(JsonElement customer) => customer.GetProperty("id").GetString() ?? "";
}
