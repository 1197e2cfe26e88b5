using Omni.Drivers;
using Omni.Drivers.Providers;
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

        await AssertConstantCostAsync(Hub.WhatsApp.Text(phone, "Known", $"wamid.cost.{phone}.last", "One more", Hub.Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_contact_of_a_customer_who_absorbed_another_within_the_week_costs_no_more()
    {
        const string phone = "447700906003", email = "joined@example.org";
        await _hub.DeliverAsync(Hub.WhatsApp.Text(phone, "Joined", "wamid.cost.joined.1", "By phone", Hub.Noon));
        await _hub.DeliverAsync(Hub.Form.Filled(new { id = "cost-joined-2", email, message = "By mail", occurredAt = Hub.Noon }));
        await _hub.CustomerAsync($"phone:+{phone}", 1);
        await _hub.CustomerAsync($"email:{email}", 1);
        await _hub.DeliverAsync(Hub.Form.Filled(new { id = "cost-joined-3", phone = $"+{phone}", email, message = "Both", occurredAt = Hub.Noon }));
        await _hub.CustomerAsync($"phone:+{phone}", 3);

        // The next of the same session waits until the merge has moved its links, too.
        await _hub.DeliverAsync(Hub.Form.Filled(new { id = "cost-joined-4", phone = $"+{phone}", email, message = "Again", occurredAt = Hub.Noon }));
        await _hub.CustomerAsync($"phone:+{phone}", 4);

        await AssertConstantCostAsync(Hub.WhatsApp.Text(phone, "Joined", "wamid.cost.joined.5", "One more", Hub.Noon.AddDays(1)));
        await AssertConstantCostAsync(Hub.Form.Filled(new { id = "cost-joined-6", email, message = "And one", occurredAt = Hub.Noon.AddDays(1) }));
    }

    private async Task AssertConstantCostAsync(SignedRequest request)
    {
        var before = await StoreCost.SoFarAsync(_hub.System, CancellationToken.None);
        await _hub.DeliverAsync(request);
        var cost = await Eventually.SeeAsync(
            async token => await StoreCost.SoFarAsync(_hub.System, token) - before, spent => spent.Commits > 0, TimeSpan.FromSeconds(20));
        Assert.Equal(1, cost.Commits);
        Assert.InRange(cost.RoundTrips, 1, 3);
        Assert.InRange(cost.RequestUnits, 1, 25);
    }
}
