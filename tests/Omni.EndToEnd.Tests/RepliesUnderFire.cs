using System.Globalization;
using System.Net;
using System.Text.Json;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Omni.EndToEnd.Tests;

public sealed class RepliesUnderFire(ITestOutputHelper output)
{
    private const int Replies = 1_000;
    private const int Customers = 30;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_thousand_replies_end_as_sent_once_failed_or_uncertain_while_providers_fail_in_every_way_and_the_app_is_killed_twice()
    {
        await using var hub = await Hub.StartAsync("replies-under-fire");
        using var outbox = new ProviderOutbox(hub.System.Providers);
        var customers = await CustomersAsync(hub);
        await outbox.FailAsync(
            new { status = 429, retryAfter = 1, share = 0.1 }, new { status = 500, share = 0.05 }, new { cutsBefore = true, share = 0.05 }, new { cutsAfter = true, share = 0.05 },
            new { provider = "vk", delaySeconds = 35, share = 0.003 }, new { provider = "telegram", delaySeconds = 35, share = 0.003 }, new { status = 403, share = 0.02 });

        var asked = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Replies), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            await AskAsync(hub, customers[number % Customers], number);
            if (Interlocked.Increment(ref asked) is Replies / 3 or Replies * 2 / 3) await hub.System.KillAppAsync(CancellationToken.None);
        });

        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var customer in customers)
        {
            foreach (var contact in await SettledAsync(hub, customer)) states.Add(contact.GetProperty("text").GetString() ?? "", StateOf(contact));
        }

        var arrived = (await outbox.SentAsync(CancellationToken.None)).CountBy(static message => message.GetProperty("text").GetString() ?? "").ToDictionary();
        output.WriteLine(string.Join(", ", states.CountBy(static state => state.Value).Select(static count => $"{count.Value} {count.Key}")));
        Assert.All(arrived, static message => Assert.Equal((message.Key, 1), (message.Key, message.Value)));
        Assert.Equal(Replies, states.Count);
        Assert.All(states.Where(static state => state.Value is "sent" or "delivered"), state => Assert.True(arrived.ContainsKey(state.Key), $"{state.Key} did not arrive."));
        Assert.All(states.Where(static state => state.Value == "failed"), state => Assert.False(arrived.ContainsKey(state.Key), $"{state.Key} arrived."));
        Assert.Equal(["delivered", "failed", "sent", "uncertain"], states.Values.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(states.Values.Count(static state => state is "sent" or "delivered"), Replies * 3 / 4, Replies);
    }

    private static async Task<string[]> CustomersAsync(Hub hub)
    {
        var found = new string[Customers];
        for (var number = 0; number < Customers; number++)
        {
            await hub.DeliverAsync(Message(hub, number));
            found[number] = (await hub.CustomerAsync(IdentityOf(number), 1)).GetProperty("id").GetString() ?? "";
        }

        return found;
    }

    private static SignedRequest Message(Hub hub, int number) => (number % 5) switch
    {
        0 => Hub.WhatsApp.Text(Phone(number), "Anna", $"wamid.fire.{Text(number)}", "Hello", Now),
        1 => Hub.Telegram.Text(912000 + number, "Anna", "S", 1, "Hello", Now),
        2 => new VkCommunity(Checkout.Settings["Channels__Vk__Secret"]).Text(912000 + number, 1, "Hello", Now),
        3 => new EventGrid(key => key == "Omni__PublicUrl" ? hub.PublicUrl : Checkout.Settings[key]).Text($"+{Phone(number)}", $"Incoming_fire_{Text(number)}", "Hello", Now),
        _ => new SendGridParse(Checkout.Settings["Channels__SendGrid__Username"], Checkout.Settings["Channels__SendGrid__Password"])
            .Text(Address(number), "Anna", $"fire-{Text(number)}@client.example", "Sofa", "Hello", Now),
    };

    private static string IdentityOf(int number) => (number % 5) switch
    {
        0 or 3 => $"phone:+{Phone(number)}",
        1 => $"telegram_user_id:{Text(912000 + number)}",
        2 => $"vk_user_id:{Text(912000 + number)}",
        _ => $"email:{Address(number)}",
    };

    private static string Address(int number) => $"fire-{Text(number)}@client.example";

    /// <summary>Again and again with the same key, until it is taken.</summary>
    private static async Task AskAsync(Hub hub, string customer, int number)
    {
        using var patience = new CancellationTokenSource(Patience);
        var reply = new { text = $"Fire {Text(number)}", idempotencyKey = $"fire-{Text(number)}" };
        while (!await TryAskAsync(hub, customer, reply, patience.Token)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    private static async Task<bool> TryAskAsync(Hub hub, string customer, object reply, CancellationToken cancellation)
    {
        try
        {
            using var answer = await hub.Api.ReplyAsync(customer, reply, cancellation);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false; // the host itself is down
        }
    }

    private static Task<List<JsonElement>> SettledAsync(Hub hub, string customer) => Eventually.SeeAsync(
        async token => (await hub.Api.TimelineAsync(customer, token)).Where(static entry => entry.GetProperty("type").GetString() == "contact").Select(static entry => entry.GetProperty("contact"))
            .Where(static contact => contact.GetProperty("direction").GetString() == "outbound").ToList(),
        static contacts => contacts.Count >= Replies / Customers && contacts.TrueForAll(static contact => StateOf(contact) != "queued"),
        Patience);

    private static string StateOf(JsonElement contact) => contact.GetProperty("delivery").GetProperty("state").GetString() ?? "";

    private static string Phone(int number) => $"44770091{2000 + number}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
