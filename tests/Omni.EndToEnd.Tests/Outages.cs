using System.Net;
using Omni.Drivers;
using Omni.Drivers.Providers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

public sealed class Outages
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task While_the_bus_is_down_the_webhook_says_503_and_a_later_retry_succeeds()
    {
        await using var hub = await Hub.StartAsync("bus-down");
        var message = Hub.WhatsApp.Text("447700903001", "Patient", "wamid.bus.1", "Is anybody there?", Hub.Noon);
        await hub.System.RefuseServiceBusAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await hub.PostAsync(message));

        await hub.DeliverAsync(message);
        var customer = await hub.CustomerAsync("phone:+447700903001", 1);
        Assert.Single(await hub.ContactsAsync(customer));
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("unreachable")]
    public async Task A_store_outage_under_load_ends_with_everything_on_its_timeline_and_nothing_dead(string how)
    {
        await using var hub = await Hub.StartAsync($"store-{how}");
        await hub.DeliverAsync(Message(0));
        await hub.CustomerAsync($"phone:+{Phone(0)}", 1);

        if (how == "throttled") await hub.System.ThrottleCosmosAsync(_outage);
        else await hub.System.CutCosmosAsync(_outage);
        await Parallel.ForEachAsync(Enumerable.Range(1, 999), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await hub.DeliverAsync(Message(i)));

        for (var customer = 0; customer < 100; customer++)
        {
            var profile = await hub.CustomerAsync($"phone:+{Phone(customer)}", 10, TimeSpan.FromMinutes(4));
            Assert.Equal(10, (await hub.ContactsAsync(profile)).Count);
        }

        Assert.Null(await hub.DeadLetterAsync());
    }

    private static SignedRequest Message(int i) =>
        Hub.WhatsApp.Text(Phone(i % 100), $"Customer {i % 100}", $"wamid.outage.{i}", $"Message {i}", Hub.Noon.AddSeconds(i));

    private static string Phone(int customer) => $"447700904{customer:D3}";
}
