namespace Omni.Operations.Costs;

/// <summary>What a month costs, part by part: prices times what was measured times the traffic.</summary>
public sealed class CostModel(PriceList prices, Measured measured, Assumptions assumptions)
{
    /// <summary>Each minute at the dead letters of three subscriptions and two queues.</summary>
    private const double LooksAtDeadLetters = 5 * 60 * Traffic.HoursOfAMonth;

    /// <summary>Service Bus Standard: sending, filtering and delivering a message take one credit each.</summary>
    /// <remarks>https://learn.microsoft.com/azure/service-bus-messaging/service-bus-throttling</remarks>
    public const double CreditsOfAContact = 3;

    public const double CreditsOfANamespace = 1_000;

    /// <summary>Publishing an event and delivering it.</summary>
    private const double EventGridOperationsOfAContact = 2;

    /// <summary>What costs money and is not asked of the price list.</summary>
    public static IReadOnlyList<string> LeftOut { get; } =
    [
        "blob storage writes, log alert rules, internet egress: small",
        "bus operations of a host that waits for messages: not measured",
        "what providers ask for messages (WhatsApp, SMS, e-mail)",
    ];

    /// <summary>The package and what the host keeps.</summary>
    private const double BlobGigabytes = 1;

    private readonly ComputeTime _compute = new(measured);
    private readonly StoreDemand _store = new(measured, assumptions);

    public MonthlyCost Of(Traffic traffic) => new()
    {
        Contacts = traffic.Contacts,
        Parts = [.. Functions(traffic), .. Bus(traffic), .. Store(traffic), .. Others(traffic)],
        CosmosMode = Autoscale(traffic) < Serverless(traffic) ? "autoscale" : "serverless",
        ServiceBusNamespaces = Math.Max(1, (int)Math.Ceiling(traffic.PerSecond * assumptions.Peak * CreditsOfAContact / CreditsOfANamespace)),
    };

    private IEnumerable<CostPart> Functions(Traffic traffic)
    {
        yield return Part("Functions, executions", prices.Of("functions.executions").Of(_compute.Executions(traffic)));
        yield return Part("Functions, GB-seconds", prices.Of("functions.executionTime").Of(_compute.GigabyteSeconds(traffic)));
        yield return Part("Functions, always ready", prices.Of("functions.alwaysReadyBaseline").Of(assumptions.AlwaysReady * ComputeTime.InstanceGigabytes * Traffic.SecondsOfAMonth));
    }

    private IEnumerable<CostPart> Bus(Traffic traffic)
    {
        // A contact of Communication Services passes the queue of its events first.
        var messages = traffic.Contacts + traffic.Through(Route.Acs);
        yield return Part("Service Bus, base", prices.Of("serviceBus.standardBase").Of(Traffic.HoursOfAMonth));
        yield return Part("Service Bus, operations", prices.Of("serviceBus.operations").Of((messages * measured.BusOperationsOfAContact) + LooksAtDeadLetters));
    }

    private IEnumerable<CostPart> Store(Traffic traffic)
    {
        yield return Part("Cosmos DB, request units", Math.Min(Serverless(traffic), Autoscale(traffic)));
        yield return Part("Cosmos DB, storage", prices.Of("cosmos.storage").Of(_store.StoredGigabytes(traffic)));
    }

    private IEnumerable<CostPart> Others(Traffic traffic)
    {
        yield return Part("Event Grid", prices.Of("eventGrid.operations").Of(traffic.Through(Route.Acs) * EventGridOperationsOfAContact));
        yield return Part("Azure Bot", prices.Of("bot.premiumChannelMessages").Of(traffic.Through(Route.Bot)));
        yield return Part("Blob storage", prices.Of("storage.blobHotLrs").Of(BlobGigabytes));
        yield return Part("Logs and telemetry", prices.Of("monitor.logIngestion").Of(traffic.Contacts * assumptions.TelemetryBytes / 1e9));
    }

    private decimal Serverless(Traffic traffic) => prices.Of("cosmos.serverlessRequestUnits").Of(_store.RequestUnits(traffic));

    private decimal Autoscale(Traffic traffic) => prices.Of("cosmos.autoscaleThroughput").Of(_store.AutoscaleHours(traffic));

    private static CostPart Part(string name, decimal amount) => new(name, decimal.Round(amount, 2, MidpointRounding.AwayFromZero));
}
