using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>Files, templates and consents, the whole way.</summary>
[Collection(Peaceful.Name)]
public sealed class WhatRepliesSay(PeacefulHub fixture)
{
    private static readonly byte[] Plan = [.. "%PDF-1.7 "u8, .. Enumerable.Repeat((byte)'x', 100_000)];

    private readonly Hub _hub = fixture.Hub;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("whatsapp", "phone:+447700916001")]
    [InlineData("telegram", "telegram_user_id:916002")]
    [InlineData("acs-email", "email:files@client.example")]
    public async Task A_file_of_a_reply_arrives_and_opens_from_the_timeline(string provider, string identity)
    {
        await _hub.DeliverAsync(Message(provider));
        var customer = await _hub.CustomerAsync(identity, 1);

        var reply = await AskAsync(customer, new { text = $"The plan over {provider}", attachments = new[] { new { name = "plan.pdf", contentType = "application/pdf", content = Plan } }, idempotencyKey = $"plan-{provider}" });
        await Eventually.SeeAsync(_ => SentAsync($"The plan over {provider}"), static sent => sent.Count == 1, TimeSpan.FromSeconds(20));

        var file = (await SentAsync($"The plan over {provider}"))[0].GetProperty("files")[0].GetString() ?? "";
        if (provider == "whatsapp")
            Assert.Equal(Plan, await FetchAsync(new Uri(file)));
        else
            Assert.StartsWith("plan.pdf", file, StringComparison.Ordinal);
        var entry = (await _hub.ContactsAsync(customer)).Select(static entry => entry.GetProperty("contact")).Single(contact => contact.GetProperty("id").GetString() == reply);
        Assert.Equal(Plan, await FetchAsync(await _hub.LinkAsync(entry.GetProperty("attachments")[0])));
    }

    [Fact]
    public async Task A_template_is_said_in_the_words_of_its_channel()
    {
        await _hub.DeliverAsync(Message("acs-email", "template@client.example"));
        var customer = await _hub.CustomerAsync("email:template@client.example", 1);

        await AskAsync(customer, new { template = "order-ready", language = "en", values = new { name = "Anna", order = "42", place = "5 Forest Street" }, idempotencyKey = "ready-mail" });
        var mail = Assert.Single(await Eventually.SeeAsync(_ => SentAsync("Hello Anna, your order 42 is ready: 5 Forest Street.\n\nKind regards,\nyour shop"), static sent => sent.Count == 1, TimeSpan.FromSeconds(20)));

        Assert.Equal("Re: Sofa", mail.GetProperty("subject").GetString());
        using var list = await _hub.Api.GetAsync("api/templates", CancellationToken.None);
        Assert.Equal(["order-ready", "spring-offer"], (await list.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Who_says_stop_is_left_alone_and_who_writes_again_is_answered()
    {
        var events = new EventGrid(key => key == "Omni__PublicUrl" ? _hub.PublicUrl : Checkout.Settings[key]);
        await _hub.DeliverAsync(events.Text("+447700916003", "Incoming_stop_1", "Where is my order?", Now.AddMinutes(-3)));
        await _hub.DeliverAsync(events.Text("+447700916003", "Incoming_stop_2", "Стоп", Now.AddMinutes(-2)));
        var customer = await _hub.CustomerAsync("phone:+447700916003", 2);

        Assert.Equal("optedOut", await RefusalAsync(customer, new { text = "On its way.", idempotencyKey = "stop-1" }));
        Assert.Equal("noConsent", await RefusalAsync(customer, new { text = "20 % off", purpose = "marketing", idempotencyKey = "stop-2" }));
        Assert.False(customer.TryGetProperty("waitingSince", out _));

        await _hub.DeliverAsync(events.Text("+447700916003", "Incoming_stop_3", "So where is it?", Now.AddMinutes(-1)));
        customer = await _hub.CustomerAsync("phone:+447700916003", 3);
        await _hub.ReplyInStateAsync(customer, await AskAsync(customer, new { text = "On its way.", idempotencyKey = "stop-3" }), "delivered");
        Assert.Equal([("sms", "service", false), ("sms", "marketing", false)], customer.GetProperty("consents").EnumerateArray()
            .Select(static consent => (consent.GetProperty("channel").GetString(), consent.GetProperty("purpose").GetString(), consent.GetProperty("given").GetBoolean())).OrderByDescending(static consent => consent.Item2));
    }

    [Fact]
    public async Task A_consent_that_somebody_wrote_down_is_an_entry_of_its_own()
    {
        await _hub.DeliverAsync(Message("acs-email", "consent@client.example"));
        var customer = await _hub.CustomerAsync("email:consent@client.example", 1);
        var id = customer.GetProperty("id").GetString() ?? "";
        Assert.Equal("noConsent", await RefusalAsync(customer, new { text = "20 % off", purpose = "marketing", idempotencyKey = "offer-1" }));

        using (var http = new HttpClient { BaseAddress = _hub.System.Functions, DefaultRequestHeaders = { { "x-functions-key", _hub.System.FunctionKey } } })
        {
            using var recorded = await http.PostAsJsonAsync(new Uri($"api/customers/{id}/consents", UriKind.Relative), new { channel = "email", purpose = "marketing", given = true, reason = "Ticked the box." });
            Assert.Equal(HttpStatusCode.OK, recorded.StatusCode);
        }

        Assert.Contains(await _hub.Api.TimelineAsync(id, CancellationToken.None), static entry => entry.GetProperty("type").GetString() == "consent");

        // At night the answer is another one, but no longer that there is no consent.
        Assert.NotEqual("noConsent", await RefusalAsync(customer, new { text = "20 % off", purpose = "marketing", idempotencyKey = "offer-2" }));
    }

    private static SignedRequest Message(string provider, string address = "files@client.example") => provider switch
    {
        "whatsapp" => Hub.WhatsApp.Text("447700916001", "Anna", "wamid.files", "Hello", Now),
        "telegram" => Hub.Telegram.Text(916002, "Anna", "S", 1, "Hello", Now),
        _ => new SendGridParse(Checkout.Settings["Channels__SendGrid__Username"], Checkout.Settings["Channels__SendGrid__Password"]).Text(address, "Anna", $"said.{address}", "Sofa", "Hello", Now),
    };

    private static async Task<byte[]> FetchAsync(Uri link)
    {
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(link);
    }

    private async Task<string> AskAsync(JsonElement customer, object reply)
    {
        using var answer = await _hub.Api.ReplyAsync(customer.GetProperty("id").GetString() ?? "", reply, CancellationToken.None);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    /// <returns>Null where it was taken.</returns>
    private async Task<string?> RefusalAsync(JsonElement customer, object reply)
    {
        using var answer = await _hub.Api.ReplyAsync(customer.GetProperty("id").GetString() ?? "", reply, CancellationToken.None);
        return answer.StatusCode == HttpStatusCode.Accepted ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    private async Task<IReadOnlyList<JsonElement>> SentAsync(string text)
    {
        using var outbox = new ProviderOutbox(_hub.System.Providers);
        return [.. (await outbox.SentAsync(CancellationToken.None)).Where(message => message.GetProperty("text").GetString() == text)];
    }
}
