using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

/// <summary>People talk to the bot in the chat of a site, over Direct Line and the Bot Connector.</summary>
[Collection(Peaceful.Name)]
public sealed class BotTalks : IDisposable
{
    private readonly Hub _hub;
    private readonly HttpClient _http;

    public BotTalks(PeacefulHub fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        _hub = fixture.Hub;
        _http = new HttpClient { BaseAddress = _hub.System.Bot };
    }

    [Fact]
    public async Task A_question_is_answered_and_both_stand_on_the_timeline()
    {
        await using var chat = await OpenAsync("dl_contacts");

        var answer = await chat.AskAsync("Где находится ваш салон?", Soon());

        Assert.Contains("Мебельная, 1", Text(answer), StringComparison.Ordinal);
        var contacts = await ContactsAsync(chat, 2);
        Assert.Equal(["inbound", "outbound"], contacts.Select(static contact => contact.GetProperty("direction").GetString()));
        Assert.All(contacts, static contact => Assert.Equal(("webchat", "bot"), (contact.GetProperty("channel").GetString(), contact.GetProperty("provider").GetString())));
        Assert.Equal("bot", contacts[1].GetProperty("extras").GetProperty("author").GetString());
    }

    [Fact]
    public async Task Anna_gets_a_person_who_knows_all_she_told_the_bot_and_the_bot_is_silent_until_it_is_released()
    {
        await using var chat = await OpenAsync("dl_anna_story");
        await chat.AskAsync("У меня треснула столешница, заказ 4711", Soon());
        await chat.AskAsync("Трещина во всю длину", Soon());
        Assert.Contains("повторять ничего не нужно", Text(await chat.AskAsync("Позовите оператора", Soon())), StringComparison.Ordinal);
        Assert.Equal("handoff.initiate", (await chat.HearAsync(Soon())).GetProperty("name").GetString());

        var handOff = await HandOffAsync(chat, "requested");
        Assert.Equal(("asked", "4711"), (Of(handOff, "reason"), Of(handOff.GetProperty("facts"), "order")));
        Assert.Equal(["customer", "bot", "customer", "bot", "customer", "bot"], handOff.GetProperty("transcript").EnumerateArray().Select(static line => Of(line, "by")));
        await using (var bus = _hub.ServiceBus())
        await using (var desk = bus.CreateReceiver("handoffs", "desk"))
        {
            var told = await Eventually.SeeAsync(
                async token => await desk.ReceiveMessageAsync(TimeSpan.FromSeconds(1), token) is { } message ? JsonElement.Parse(message.Body.ToMemory().Span) : default,
                static message => message.ValueKind == JsonValueKind.Object && Of(message.GetProperty("data").GetProperty("handOff").GetProperty("facts"), "fault").StartsWith("Трещина", StringComparison.Ordinal),
                TimeSpan.FromSeconds(20));
            Assert.Equal("omni.handoff.requested", Of(told, "type"));
        }

        var id = await IdOfHandOffAsync(chat);
        Assert.Equal("accepted", await PostAsync($"api/handoffs/{id}/accept", new { by = "Ольга" }));
        var customer = await _hub.CustomerAsync(chat.Identity, 6);
        await _hub.ReplyAsync(customer, "Анна, это Ольга: пришлём новую столешницу в пятницу.", "bot-anna-olga");
        Assert.Contains("Ольга", Text(await chat.HearAsync(Soon())), StringComparison.Ordinal);
        await chat.SayAsync("Спасибо!", Soon());
        await _hub.CustomerAsync(chat.Identity, 8);

        Assert.Equal("released", await PostAsync($"api/handoffs/{id}/release", new { }));
        Assert.Contains("До свидания", Text(await chat.AskAsync("До свидания", Soon())), StringComparison.Ordinal);
        var timeline = await ContactsAsync(chat, 10);
        Assert.Contains(timeline, static contact => Of(contact, "text").StartsWith("Анна, это Ольга", StringComparison.Ordinal));
        Assert.Equal("Ольга", Of(await HandOffAsync(chat, "released"), "acceptedBy"));
    }

    [Fact]
    public async Task What_comes_twice_from_the_channel_is_answered_once()
    {
        await using var chat = await OpenAsync("dl_twice");
        await chat.AskAsync("Где находится ваш салон?", Soon());
        var said = (await chat.AllAsync(Soon())).First(activity => Of(activity.GetProperty("from"), "id") == chat.User);

        using var again = await _http.PostAsJsonAsync(new Uri("playground/messages", UriKind.Relative), said, Soon());
        Assert.Contains("Пожалуйста", Text(await chat.AskAsync("Спасибо", Soon())), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(4, (await ContactsAsync(chat, 4)).Count);
    }

    private async Task<string> PostAsync(string path, object body)
    {
        using var http = new HttpClient { BaseAddress = _hub.System.Functions, DefaultRequestHeaders = { { "x-functions-key", _hub.System.FunctionKey } } };
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Soon());
        answer.EnsureSuccessStatusCode();
        return Of((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("handOff"), "state");
    }

    private async Task<string> IdOfHandOffAsync(DirectLine chat) => Of(await EntryAsync(chat, static _ => true), "id");

    private async Task<JsonElement> HandOffAsync(DirectLine chat, string state) => (await EntryAsync(chat, handOff => Of(handOff, "state") == state)).GetProperty("contact").GetProperty("handOff");

    private async Task<JsonElement> EntryAsync(DirectLine chat, Func<JsonElement, bool> fits)
    {
        var customer = await _hub.CustomerAsync(chat.Identity, 1);
        return await Eventually.SeeAsync(
            async token => (await _hub.Api.TimelineAsync(Of(customer, "id"), token)).FirstOrDefault(static entry => Of(entry, "type") == "handoff"),
            entry => entry.ValueKind == JsonValueKind.Object && fits(entry.GetProperty("contact").GetProperty("handOff")),
            TimeSpan.FromSeconds(20));
    }

    private static string Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private Task<DirectLine> OpenAsync(string user) => DirectLine.OpenAsync(_http, user, Soon());

    private async Task<IReadOnlyList<JsonElement>> ContactsAsync(DirectLine chat, int count) =>
        [.. (await _hub.ContactsAsync(await _hub.CustomerAsync(chat.Identity, count))).Select(static entry => entry.GetProperty("contact"))];

    private static string Text(JsonElement activity) => activity.GetProperty("text").GetString() ?? "";

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public void Dispose() => _http.Dispose();
}
