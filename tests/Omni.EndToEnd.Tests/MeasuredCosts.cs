using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Omni.Drivers;
using Omni.EndToEnd.Tests.Running;
using Omni.Operations.Costs;

namespace Omni.EndToEnd.Tests;

/// <summary>The cost model reckons with what this system takes.</summary>
[Collection(Peaceful.Name)]
public sealed class MeasuredCosts(PeacefulHub fixture)
{
    private const double Exact = 0.05;
    private const double OfAnyMachine = 5;

    private static readonly Measured Said = Measured.Read(Path.Combine(Checkout.Root, "infra", "measured.json"));

    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task Request_units_are_within_5_percent_of_what_the_cost_model_reckons_with()
    {
        var first = await UnitsOfAsync("447700907001", 0);
        for (var i = 1; i < 10; i++) await UnitsOfAsync("447700907001", i);
        var next = await UnitsOfAsync("447700907001", 10);

        AssertNear(Said.RequestUnitsOfANewCustomersContact, first, Exact);
        AssertNear(Said.RequestUnitsOfAKnownCustomersContact, next, Exact);
    }

    [Fact]
    public async Task Request_units_of_looking_for_similar_customers_are_within_5_percent_of_what_the_cost_model_reckons_with()
    {
        const int Customers = 40;
        await DeliverAsync("447700907100", 0);
        await CompareAsync();

        var first = await CompareAsync(number: 0, Customers);
        var next = await CompareAsync(number: 1, Customers);

        AssertNear(Said.RequestUnitsOfComparingANewCustomer, first, Exact);
        AssertNear(Said.RequestUnitsOfComparingAKnownCustomer, next, Exact);
    }

    [Fact]
    public async Task Stored_bytes_are_within_5_percent_of_what_the_cost_model_reckons_with()
    {
        for (var i = 0; i < 10; i++) await DeliverAsync("447700907002", i);
        var customer = await _hub.CustomerAsync("phone:+447700907002", 10);

        var entries = await SizesAsync("customers", customer, "AND c.type = 'contact'");
        var profile = await SizesAsync("customers", customer, "AND c.type = 'profile'");
        var identities = await SizesAsync("identities", customer, "");

        Assert.Equal(10, entries.Count);
        AssertNear(Said.StoredBytesOfAContact, entries.Average(), Exact);
        await CompareAsync();
        var person = await SizesAsync("people", customer, "", "id");
        AssertNear(Said.StoredBytesOfACustomer, profile.Concat(identities).Concat(person).Sum(), Exact);
    }

    [Fact]
    public async Task The_bus_is_asked_for_as_many_operations_as_the_cost_model_reckons_with()
    {
        const int Contacts = 20;
        var expected = Said.BusOperationsOfAContact * Contacts;
        var before = await BusCost.OperationsSoFarAsync(_hub.System, CancellationToken.None);

        for (var i = 0; i < Contacts; i++) await DeliverAsync("447700907003", i);
        await _hub.CustomerAsync("phone:+447700907003", Contacts);

        var operations = await Eventually.SeeAsync(
            async token => await BusCost.OperationsSoFarAsync(_hub.System, token) - before, seen => seen >= expected, TimeSpan.FromSeconds(10));
        Assert.Equal(expected, operations);
    }

    [Fact]
    public async Task Cpu_time_is_within_a_factor_of_5_of_what_the_cost_model_reckons_with()
    {
        const int Contacts = 2_000;
        await DeliverManyAsync("447700907004", Contacts);
        var before = AppCpu();

        await DeliverManyAsync("447700907005", Contacts);

        Assert.InRange(
            (AppCpu() - before).TotalMilliseconds / Contacts, Said.CpuMillisecondsOfAContact / OfAnyMachine, Said.CpuMillisecondsOfAContact * OfAnyMachine);
    }

    [Fact]
    public async Task The_app_has_as_many_timers_as_the_cost_model_reckons_with()
    {
        var folders = await Checkout.NewHubAsync("timers");

        var timers = Directory.EnumerateFiles(folders.ScriptRoot, "function.json", SearchOption.AllDirectories)
            .Where(static file => !file.Contains("Mailbox", StringComparison.Ordinal)) // only run where there are mailboxes
            .Select(File.ReadAllText).Where(json => json.Contains("timerTrigger", StringComparison.Ordinal)).ToList();

        Assert.Equal(Said.TimerRunsAMinute, timers.Sum(RunsAMinute), 0.001);
        Directory.Delete(folders.Data);
    }

    private static double RunsAMinute(string functionJson) =>
        functionJson.Contains(" * * * * *\"", StringComparison.Ordinal) ? 1
        : functionJson.Contains(" */5 * * * *\"", StringComparison.Ordinal) ? 0.2
        : functionJson.Contains(" */10 * * * *\"", StringComparison.Ordinal) ? 0.1
        : throw new InvalidOperationException($"Tell here how often this runs: {functionJson}");

    private async Task<double> UnitsOfAsync(string phone, int number)
    {
        var before = await StoreCost.SoFarAsync(_hub.System, CancellationToken.None);
        await DeliverAsync(phone, number);
        var spent = await Eventually.SeeAsync(
            async token => await StoreCost.SoFarAsync(_hub.System, token) - before, cost => cost.Commits > 0, TimeSpan.FromSeconds(20));
        return spent.RequestUnits;
    }

    /// <summary>Each of so many customers writes; what it takes to compare one of them.</summary>
    private async Task<double> CompareAsync(int number, int customers)
    {
        for (var i = 0; i < customers; i++)
        {
            await DeliverAsync($"4477009072{i:00}", number);
            await _hub.CustomerAsync($"phone:+4477009072{i:00}", number + 1);
        }

        var before = await StoreCost.SoFarAsync(_hub.System, CancellationToken.None);
        await CompareAsync();
        return (await StoreCost.SoFarAsync(_hub.System, CancellationToken.None) - before).RequestUnits / customers;
    }

    private Task CompareAsync() => _hub.RunTimerAsync("SuggestSimilarCustomers", "changed customers are compared with others");

    private Task DeliverAsync(string phone, int number) => _hub.DeliverAsync(
        Hub.WhatsApp.Text(phone, "Anna", $"wamid.measured.{phone}.{number}", "Is the blue sofa in stock?", Hub.Noon.AddSeconds(number)));

    private async Task DeliverManyAsync(string phone, int count)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await DeliverAsync(phone, i));
        await _hub.CustomerAsync($"phone:+{phone}", count, TimeSpan.FromMinutes(2));
    }

    private CosmosClient Cosmos() => new(
        _hub.System.Cosmos.ToString(), Checkout.Settings["Cosmos__accountKey"], new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });

    private static Container Container(CosmosClient cosmos, string name) => cosmos.GetContainer(Checkout.Settings["Cosmos__database"], name);

    private async Task<List<double>> SizesAsync(string container, JsonElement customer, string condition, string property = "customerId")
    {
        using var cosmos = Cosmos();
        var query = new QueryDefinition($"SELECT * FROM c WHERE c.{property} = @customer {condition}")
            .WithParameter("@customer", customer.GetProperty("id").GetString());
        using var pages = Container(cosmos, container).GetItemQueryStreamIterator(query);
        var sizes = new List<double>();
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync();
            using var documents = await JsonDocument.ParseAsync(page.Content);
            sizes.AddRange(documents.RootElement.GetProperty("Documents").EnumerateArray().Select(document => (double)Encoding.UTF8.GetByteCount(document.GetRawText())));
        }

        return sizes;
    }

    private TimeSpan AppCpu()
    {
        using var app = Process.GetProcessById(_hub.System.AppProcess() ?? throw new InvalidOperationException("The app is not running."));
        return app.TotalProcessorTime;
    }

    private static void AssertNear(double said, double measured, double tolerance) =>
        Assert.True(Math.Abs(measured - said) <= said * tolerance, string.Create(CultureInfo.InvariantCulture, $"infra/measured.json says {said}, measured: {measured}"));
}
