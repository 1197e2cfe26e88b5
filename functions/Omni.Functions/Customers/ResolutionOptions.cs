namespace Omni.Functions.Customers;

/// <summary>How contacts are resolved, and how long difficulties are borne before the messages go back to the bus.</summary>
public sealed record ResolutionOptions
{
    /// <summary>The installation's secret behind customer ids; another salt means other ids for the same people.</summary>
    public required ReadOnlyMemory<byte> IdSalt { get; init; }

    public IdentityOptions Identities { get; init; } = IdentityOptions.Default;

    /// <summary>ISO 3166 country of phone numbers without a country code.</summary>
    public string DefaultRegion { get; init; } = "RU";

    public int CustomersAtOnce { get; init; } = 16;

    /// <summary>Attempts against rival writers of one customer.</summary>
    public int RivalAttempts { get; init; } = 30;

    public TimeSpan RivalDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>First pause of an outage; the following grow up to <see cref="LongestOutageDelay"/>.</summary>
    public TimeSpan OutageDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestOutageDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Below the lock of the subscription (5 minutes), so that giving up is still ours.</summary>
    public TimeSpan OutageBudget { get; init; } = TimeSpan.FromMinutes(4);
}
