using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class CostOfAContact(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    [Theory]
    [InlineData("447700906001", 10)]
    [InlineData("447700906002", 10_000)]
    public async Task A_contact_of_a_known_customer_costs_three_round_trips_and_25_units_at_most_whatever_the_history(string phone, int history)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, history), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
            await _hub.DeliverAsync(Hub.WhatsApp.Text(phone, "Known", $"wamid.cost.{phone}.{i}", $"Message {i}", Hub.Noon.AddSeconds(i))));
        await _hub.CustomerAsync($"phone:+{phone}", history, TimeSpan.FromMinutes(2));
        var before = await StoreCost.SoFarAsync(_hub.System, CancellationToken.None);

        await _hub.DeliverAsync(Hub.WhatsApp.Text(phone, "Known", $"wamid.cost.{phone}.last", "One more", Hub.Noon.AddDays(1)));

        var cost = await Eventually.SeeAsync(
            async token => await StoreCost.SoFarAsync(_hub.System, token) - before, spent => spent.Commits > 0, TimeSpan.FromSeconds(20));
        Assert.Equal(1, cost.Commits);
        Assert.InRange(cost.RoundTrips, 1, 3);
        Assert.InRange(cost.RequestUnits, 1, 25);
    }
}
