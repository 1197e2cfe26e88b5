using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Operations.Costs;

namespace Omni.Operations.Tests.Costs;

public sealed class CostModelLaws
{
    private static readonly string[] Channels = ["whatsapp", "form", "acs", "bot"];

    private readonly PriceList _prices = PriceList.Read(Repository.Checkout.Prices);
    private readonly Measured _measured = Measured.Read(Repository.Checkout.Measured);

    [Property]
    public Property More_contacts_never_cost_less_in_any_part() => Prop.ForAll(Sizes, Sizes, (one, other) =>
    {
        var (fewer, more) = (Of(Math.Min(one, other)), Of(Math.Max(one, other)));

        Assert.All(fewer.Parts.Zip(more.Parts), pair => Assert.True(pair.First.Amount <= pair.Second.Amount, pair.First.Name));
        Assert.True(fewer.ServiceBusNamespaces <= more.ServiceBusNamespaces);
    });

    [Property]
    public Property The_parts_add_up_to_the_total() => Prop.ForAll(Sizes, contacts =>
    {
        var month = Of(contacts);

        Assert.Equal(month.Parts.Sum(part => part.Amount), month.Total);
        Assert.Equal((double)month.Total, (double)month.PerThousandContacts * contacts / 1_000, 0.01);
    });

    [Property]
    public Property Every_part_is_in_whole_cents_and_none_is_below_zero() => Prop.ForAll(Sizes, contacts =>
        Assert.All(Of(contacts).Parts, part => Assert.True(part.Amount >= 0 && decimal.Round(part.Amount, 2) == part.Amount, part.Name)));

    [Property]
    public Property Peaks_cost_nothing_with_serverless_and_never_more_than_serverless() => Prop.ForAll(Sizes, Gen.Choose(1, 1_000).Select(peak => (double)peak).ToArbitrary(), (contacts, peak) =>
    {
        var units = Part(Of(contacts, new Assumptions { Peak = peak }), "Cosmos DB, request units");
        var perContact = new StoreDemand(_measured, new Assumptions()).RequestUnitsOfAContact;

        Assert.True((double)units <= (contacts * perContact * 0.25e-6) + 0.005);
    });

    [Property]
    public Property A_price_never_jumps() => Prop.ForAll(Sizes, amount =>
        Assert.All([_prices.Of("serviceBus.operations"), _prices.Of("functions.executionTime"), _prices.Of("monitor.logIngestion")], price =>
            Assert.True((double)(price.Of(amount + 1) - price.Of(amount)) <= (double)price.Of(price.FreePerMonth + 1) * 1.01)));

    [Theory]
    [InlineData("Functions, executions")]
    [InlineData("Functions, GB-seconds")]
    [InlineData("Service Bus, operations")]
    [InlineData("Event Grid")]
    [InlineData("Logs and telemetry")]
    public void What_is_granted_free_costs_nothing(string part) => Assert.Equal(0, Part(Of(1_000, measured: _measured with { TimerRunsAMinute = 1 }), part));

    [Fact]
    public void More_timers_than_the_free_grant_bears_cost_a_little_even_without_contacts() =>
        Assert.Equal((105_120 - 100_000) * 0.000026, (double)Part(Of(0, measured: _measured with { TimerRunsAMinute = 1.2 }), "Functions, GB-seconds"), 0.005);

    [Theory]
    [InlineData(13_000_000, 0)]
    [InlineData(14_000_000, 0.80)]
    [InlineData(100_000_000, 69.60)]
    [InlineData(102_000_000, 70.60)]
    [InlineData(2_501_000_000, 1_269.80)]
    public void Bus_operations_cost_what_the_price_list_says(double operations, double expected) =>
        Assert.Equal(expected, (double)_prices.Of("serviceBus.operations").Of(operations), 0.001);

    [Fact]
    public void A_price_that_nobody_knows_is_never_taken_for_zero()
    {
        var unknown = Assert.Single(_prices.Prices, price => price.Key == "keyVault.operations");

        Assert.Throws<InvalidOperationException>(() => unknown.Value.Of(1));
        Assert.Throws<OperationFailedException>(() => _prices.Of(unknown.Key));
        Assert.Contains(_prices.Unknown, line => line.StartsWith(unknown.Key, StringComparison.Ordinal));
    }

    [Fact]
    public void Cosmos_db_changes_to_autoscale_where_the_limits_say()
    {
        var limit = CostLimits.Of(_prices, _measured, new Assumptions()).ServerlessContacts;

        Assert.NotNull(limit);
        Assert.Equal(("serverless", "autoscale"), (Of(limit.Value * 0.99).CosmosMode, Of(limit.Value * 1.01).CosmosMode));
    }

    [Fact]
    public void A_second_namespace_is_added_where_the_limits_say()
    {
        var limit = CostLimits.Of(_prices, _measured, new Assumptions()).NamespaceContacts;

        Assert.Equal((1, 2), (Of(limit * 0.99).ServiceBusNamespaces, Of(limit * 1.01).ServiceBusNamespaces));
    }

    [Fact]
    public void With_high_peaks_serverless_stays_the_cheaper() =>
        Assert.Null(CostLimits.Of(_prices, _measured, new Assumptions { Peak = 10 }).ServerlessContacts);

    [Fact]
    public void Only_contacts_of_communication_services_pass_event_grid()
    {
        var (without, with) = (Of(1_000_000, channels: "form"), Of(1_000_000, channels: "acs"));

        Assert.Equal((0m, 1.14m), (Part(without, "Event Grid"), Part(with, "Event Grid")));
    }

    private static Arbitrary<double> Sizes => Gen.Choose(0, 1_000_000).Select(exponent => Math.Round(Math.Pow(10, exponent / 100_000.0))).ToArbitrary();

    private MonthlyCost Of(double contacts, Assumptions? assumptions = null, Measured? measured = null, params string[] channels) =>
        new CostModel(_prices, measured ?? _measured, assumptions ?? new Assumptions()).Of(new Traffic(contacts, channels.Length > 0 ? channels : Channels));

    private static decimal Part(MonthlyCost month, string name) => month.Parts.Single(part => part.Name == name).Amount;
}
