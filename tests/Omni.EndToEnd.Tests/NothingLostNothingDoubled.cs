using System.Text.Json.Nodes;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

public sealed class NothingLostNothingDoubled
{
    private const int Customers = 200;
    private const int PerCustomer = 10;

    [Fact]
    public async Task Shuffled_redeliveries_with_the_app_killed_three_times_give_each_contact_once()
    {
        await using var hub = await Hub.StartAsync("app-killed");
        var deliveries = Deliveries(seed: 7);

        var done = 0;
        await DeliverAllAsync(hub, deliveries, async () =>
        {
            var count = Interlocked.Increment(ref done);
            if (count % (deliveries.Length / 4) == 0 && count / (deliveries.Length / 4) <= 3) await hub.System.KillAppAsync(CancellationToken.None);
        });

        await EverythingIsThereAsync(hub);
    }

    [Fact]
    public async Task The_whole_system_killed_at_once_loses_nothing_it_had_acknowledged()
    {
        await using var hub = await Hub.StartAsync("all-killed");
        var deliveries = Deliveries(seed: 11);

        var done = 0;
        await DeliverAllAsync(hub, deliveries, async () =>
        {
            if (Interlocked.Increment(ref done) != deliveries.Length / 2) return;
            await hub.System.KillAsync();
            await hub.System.StartAsync(CancellationToken.None);
        });

        await EverythingIsThereAsync(hub);
    }

    /// <summary>2,000 contacts of 200 customers, each one to five times, in an order of their own.</summary>
    private static SignedRequest[] Deliveries(int seed)
    {
#pragma warning disable CA5394 // A repeatable shuffle, no secret.
        var random = new Random(seed);
        var deliveries = Enumerable.Range(0, Customers * PerCustomer).SelectMany(i => Enumerable.Repeat(Message(i), random.Next(1, 6))).ToArray();
        random.Shuffle(deliveries);
#pragma warning restore CA5394
        return deliveries;
    }

    private static SignedRequest Message(int i) =>
        Hub.WhatsApp.Text(Phone(i % Customers), $"Customer {i % Customers}", $"wamid.kill.{i}", Text(i), Hub.Noon.AddSeconds(i));

    private static string Phone(int customer) => $"44770091{customer:D4}";

    private static string Text(int i) => $"Message {i}";

    private static Task DeliverAllAsync(Hub hub, SignedRequest[] deliveries, Func<Task> afterEach) =>
        Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (delivery, _) =>
        {
            await hub.DeliverAsync(delivery);
            await afterEach();
        });

    private static async Task EverythingIsThereAsync(Hub hub)
    {
        for (var customer = 0; customer < Customers; customer++)
        {
            var profile = await hub.CustomerAsync($"phone:+{Phone(customer)}", PerCustomer, TimeSpan.FromMinutes(2));
            var texts = (await hub.ContactsAsync(profile)).Select(entry => entry.GetProperty("contact").GetProperty("text").GetString());

            Assert.Equal(Enumerable.Range(0, PerCustomer).Select(n => Text(customer + (n * Customers))), texts);
            var expected = PureFold.Customer(profile.GetProperty("id").GetString() ?? "", Enumerable.Range(0, PerCustomer).Select(n => Message(customer + (n * Customers))));
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(profile.GetRawText())), $"Expected {expected}, found {profile}.");
        }
    }
}
