namespace Omni.Operations.Costs;

/// <summary>Where the design changes, and what limits it.</summary>
public sealed record CostLimits
{
    /// <summary>Contacts a month up to which serverless costs less than the least autoscale; null when it always does.</summary>
    public required double? ServerlessContacts { get; init; }

    /// <summary>Contacts a month that one namespace bears at its peak.</summary>
    public required double NamespaceContacts { get; init; }

    public required double NamespaceContactsPerSecond { get; init; }

    /// <summary>Of serverless: 5,000 RU/s.</summary>
    public required double ServerlessPartitionContacts { get; init; }

    /// <summary>Of autoscale: 10,000 RU/s.</summary>
    public required double PartitionContacts { get; init; }

    /// <summary>One customer's contacts in a second: a customer is one logical partition, and so in one physical one.</summary>
    public required double CustomerContactsPerSecond { get; init; }

    /// <summary>One customer's contacts ever: a logical partition holds 20 GB.</summary>
    public required double CustomerContacts { get; init; }

    public static CostLimits Of(PriceList prices, Measured measured, Assumptions assumptions)
    {
        var store = new StoreDemand(measured, assumptions);
        return new CostLimits
        {
            ServerlessContacts = ServerlessUpTo(prices, store, assumptions),
            NamespaceContactsPerSecond = CostModel.CreditsOfANamespace / CostModel.CreditsOfAContact,
            NamespaceContacts = AMonth(CostModel.CreditsOfANamespace / CostModel.CreditsOfAContact),
            ServerlessPartitionContacts = AMonth(5_000 / store.RequestUnitsOfAContact),
            PartitionContacts = AMonth(10_000 / store.RequestUnitsOfAContact),
            CustomerContactsPerSecond = 10_000 / measured.RequestUnitsOfAKnownCustomersContact,
            CustomerContacts = 20e9 / measured.StoredBytesOfAContact,
        };

        double AMonth(double perSecondAtPeak) => perSecondAtPeak / assumptions.Peak * Traffic.SecondsOfAMonth;
    }

    /// <summary>Above its least capacity, autoscale costs less than serverless as long as the peaks are low.</summary>
    private static double? ServerlessUpTo(PriceList prices, StoreDemand store, Assumptions assumptions)
    {
        var unit = (double)prices.Of("cosmos.serverlessRequestUnits").Of(1) * store.RequestUnitsOfAContact;
        var least = (double)prices.Of("cosmos.autoscaleThroughput").Of(Traffic.HoursOfAMonth * StoreDemand.LeastAutoscale);
        var steep = (double)prices.Of("cosmos.autoscaleThroughput").Of(assumptions.Peak * store.RequestUnitsOfAContact / 3_600);
        return steep < unit ? least / unit : null;
    }
}
