namespace Omni.Operations.Costs;

/// <summary>What the contacts ask of Cosmos DB.</summary>
public sealed class StoreDemand(Measured measured, Assumptions assumptions)
{
    /// <summary>Autoscale never goes below a tenth of its least maximum of 1,000 RU/s.</summary>
    public const double LeastAutoscale = 100;

    public double RequestUnitsOfAContact { get; } =
        (assumptions.NewCustomers * (measured.RequestUnitsOfANewCustomersContact + measured.RequestUnitsOfComparingANewCustomer))
        + ((1 - assumptions.NewCustomers) * (measured.RequestUnitsOfAKnownCustomersContact + measured.RequestUnitsOfComparingAKnownCustomer));

    public double BytesOfAContact { get; } = measured.StoredBytesOfAContact + (assumptions.NewCustomers * measured.StoredBytesOfACustomer);

    public double RequestUnits(Traffic traffic) => traffic.Contacts * RequestUnitsOfAContact;

    /// <summary>RU/s times hours: autoscale is billed for the busiest second of each hour.</summary>
    public double AutoscaleHours(Traffic traffic) =>
        Traffic.HoursOfAMonth * Math.Max(LeastAutoscale, traffic.PerSecond * assumptions.Peak * RequestUnitsOfAContact);

    public double StoredGigabytes(Traffic traffic) => traffic.Contacts * BytesOfAContact * assumptions.MonthsKept / 1e9;
}
