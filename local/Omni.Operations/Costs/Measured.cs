namespace Omni.Operations.Costs;

/// <summary>What one contact takes of the running system: <c>infra/measured.json</c>. An end-to-end test measures it again.</summary>
public sealed record Measured
{
    /// <summary>How it was measured, for a reader.</summary>
    public required string Conditions { get; init; }

    public required double RequestUnitsOfAKnownCustomersContact { get; init; }

    public required double RequestUnitsOfANewCustomersContact { get; init; }

    /// <summary>Of looking for others like somebody new, all that comes with it.</summary>
    public required double RequestUnitsOfComparingANewCustomer { get; init; }

    /// <summary>Of seeing that nothing more is known of somebody who wrote again.</summary>
    public required double RequestUnitsOfComparingAKnownCustomer { get; init; }

    /// <summary>Its entry on the timeline.</summary>
    public required double StoredBytesOfAContact { get; init; }

    /// <summary>The profile, the identities, and by which keys the customer is found.</summary>
    public required double StoredBytesOfACustomer { get; init; }

    /// <summary>Messages sent, received and settled.</summary>
    public required double BusOperationsOfAContact { get; init; }

    /// <summary>Of the app, from the webhook to the timeline.</summary>
    public required double CpuMillisecondsOfAContact { get; init; }

    /// <summary>Timers that run whether or not anybody writes.</summary>
    public required double TimerRunsAMinute { get; init; }

    public static Measured Read(string file) => CostJson.Read(file, CostJson.Default.Measured);
}
