using System.Net;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class ContactsBecomeCustomers(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task A_customer_who_writes_in_a_messenger_and_fills_a_form_is_one_person()
    {
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.WhatsApp.Photo("447700901001", "Анна Смирнова", "wamid.one.1", "Вот такая трещина", Hub.Noon)));
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.Telegram.Text(901001, "Анна", "Смирнова", 1, "Это снова я", Hub.Noon.AddMinutes(1))));
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.Telegram.OwnPhone(901001, "Анна", "Смирнова", 2, "447700901001", Hub.Noon.AddMinutes(2))));
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.Form.Filled(new
        {
            id = "one-form",
            name = "Анна Смирнова",
            phone = "+44 (7700) 901-001",
            email = "Anna.One@Example.COM",
            message = "Прошу заменить",
            occurredAt = "2026-03-01T12:03:00Z",
        })));

        var customer = await _hub.CustomerAsync("phone:+447700901001", contacts: 4);
        var contacts = await _hub.ContactsAsync(customer);

        Assert.Equal(["whatsapp", "telegram", "telegram", "form"], contacts.Select(entry => entry.GetProperty("contact").GetProperty("provider").GetString()));
        Assert.Equal("Вот такая трещина", contacts[0].GetProperty("contact").GetProperty("text").GetString());
        Assert.Equal(1, contacts[0].GetProperty("contact").GetProperty("attachments").GetArrayLength());
        Assert.Equal(4, customer.GetProperty("contactCount").GetInt32());

        var byMail = await _hub.CustomerAsync("email:anna.one@example.com", contacts: 4);
        var byBot = await _hub.CustomerAsync("telegram_user_id:901001", contacts: 4);
        Assert.Equal(customer.GetProperty("id").GetString(), byMail.GetProperty("id").GetString());
        Assert.Equal(customer.GetProperty("id").GetString(), byBot.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_message_delivered_five_times_is_on_the_timeline_once()
    {
        var message = Hub.WhatsApp.Text("447700901002", "Oleg", "wamid.five.1", "Hello?", Hub.Noon);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(message));
        await _hub.PostAsync(Hub.WhatsApp.Text("447700901002", "Oleg", "wamid.five.2", "Anybody?", Hub.Noon.AddSeconds(1)));

        var customer = await _hub.CustomerAsync("phone:+447700901002", contacts: 2);

        Assert.Equal(["Hello?", "Anybody?"], (await _hub.ContactsAsync(customer)).Select(entry => entry.GetProperty("contact").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_thousand_parallel_first_messages_of_one_sender_make_one_customer()
    {
        var messages = Enumerable.Range(0, 1_000).Select(i => Hub.WhatsApp.Text("447700901003", "Busy", $"wamid.busy.{i}", $"Message {i}", Hub.Noon.AddSeconds(i))).ToArray();

        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (message, _) => await _hub.DeliverAsync(message));

        var customer = await _hub.CustomerAsync("phone:+447700901003", contacts: 1_000, TimeSpan.FromMinutes(1));
        Assert.Equal(1_000, customer.GetProperty("contactCount").GetInt32());
        var texts = (await _hub.ContactsAsync(customer)).Select(entry => entry.GetProperty("contact").GetProperty("text").GetString());
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"Message {i}"), texts);
    }

    [Fact]
    public async Task A_thousand_messages_in_one_request_are_all_on_the_timeline()
    {
        var messages = Enumerable.Range(0, 1_000).Select(i => ("447700901005", "Batch", $"wamid.batch.{i}", $"Message {i}")).ToArray();

        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.WhatsApp.Texts(messages, Hub.Noon)));

        var customer = await _hub.CustomerAsync("phone:+447700901005", contacts: 1_000, TimeSpan.FromMinutes(1));
        var texts = (await _hub.ContactsAsync(customer)).Select(entry => entry.GetProperty("contact").GetProperty("text").GetString());
        Assert.Equal(messages.Select(message => message.Item4).Order(), texts.Order());
    }

    [Fact]
    public async Task Customers_who_turn_out_to_be_one_person_become_one_with_both_histories()
    {
        await _hub.PostAsync(Hub.WhatsApp.Text("447700901004", "Ivan", "wamid.two.1", "From the messenger", Hub.Noon));
        await _hub.PostAsync(Hub.Telegram.Text(901004, "Иван", "П", 1, "From the bot", Hub.Noon.AddMinutes(1)));
        var apart = (await _hub.CustomerAsync("phone:+447700901004", 1), await _hub.CustomerAsync("telegram_user_id:901004", 1));
        Assert.NotEqual(apart.Item1.GetProperty("id").GetString(), apart.Item2.GetProperty("id").GetString());

        await _hub.PostAsync(Hub.Telegram.OwnPhone(901004, "Иван", "П", 2, "+447700901004", Hub.Noon.AddMinutes(2)));

        var one = await _hub.CustomerAsync("phone:+447700901004", 3);
        Assert.Equal(3, (await _hub.ContactsAsync(one)).Count);
        foreach (var old in new[] { apart.Item1, apart.Item2 })
        {
            using var answer = await _hub.Api.GetAsync($"api/customers/{old.GetProperty("id").GetString()}", CancellationToken.None);
            Assert.Contains($"\"id\":\"{one.GetProperty("id").GetString()}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
