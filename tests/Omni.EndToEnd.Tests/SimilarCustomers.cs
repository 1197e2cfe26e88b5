using System.Net.Http.Json;
using System.Text.Json;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class SimilarCustomers(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task Two_who_look_like_one_person_are_suggested_joined_by_hand_and_never_by_themselves()
    {
        await _hub.DeliverAsync(Hub.Form.Filled(new
        {
            id = "similar-1", email = "yulia.similar@example.com", name = "Щербакова Юлия", birthday = "1984-02-29", city = "Тверь", address = "ул. Ленина, д. 5, кв. 7",
            message = "Когда доставка?", occurredAt = Hub.Noon,
        }));
        await _hub.DeliverAsync(Hub.Form.Filled(new
        {
            id = "similar-2", phone = "+447700909301", name = "Yulia Shcherbakova", birthday = "1984-02-29", city = "Tver", address = "Lenina 5-7",
            message = "When does it come?", occurredAt = Hub.Noon.AddDays(1),
        }));
        var one = IdOf(await _hub.CustomerAsync("email:yulia.similar@example.com", 1));
        var other = IdOf(await _hub.CustomerAsync("phone:+447700909301", 1));
        Assert.NotEqual(one, other);

        await _hub.RunTimerAsync("SuggestSimilarCustomers", "changed customers are compared with others");

        var suggestion = Assert.Single(await SuggestionsOfAsync(one, CancellationToken.None));
        Assert.Equal(new[] { one, other }.Order(StringComparer.Ordinal), suggestion.GetProperty("customers").EnumerateArray().Select(id => id.GetString()));
        Assert.All(suggestion.GetProperty("reasons").EnumerateArray(), static reason => Assert.Equal("likeness", reason.GetProperty("rule").GetString()));
        Assert.Contains(suggestion.GetProperty("reasons").EnumerateArray(), static reason => reason.GetProperty("field").GetString() == "birthDate");

        await AcceptAsync(suggestion.GetProperty("id").GetString() ?? "");
        var joined = await _hub.CustomerAsync("phone:+447700909301", 2);
        Assert.Equal(IdOf(joined), IdOf(await _hub.CustomerAsync("email:yulia.similar@example.com", 2)));
    }

    private static string IdOf(JsonElement customer) => customer.GetProperty("id").GetString() ?? "";

    private async Task<IReadOnlyList<JsonElement>> SuggestionsOfAsync(string customer, CancellationToken cancellation)
    {
        using var answer = await _hub.Api.GetAsync($"api/suggestions?customer={customer}", cancellation);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("items").EnumerateArray()];
    }

    private async Task AcceptAsync(string suggestion)
    {
        using var http = new HttpClient { BaseAddress = _hub.System.Functions, DefaultRequestHeaders = { { "x-functions-key", _hub.System.FunctionKey } } };
        using var answer = await http.PostAsJsonAsync($"api/suggestions/{suggestion}/accept", new { reason = "She said so.", by = "olga" });
        answer.EnsureSuccessStatusCode();
    }
}
