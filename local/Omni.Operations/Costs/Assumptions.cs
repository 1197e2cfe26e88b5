namespace Omni.Operations.Costs;

/// <summary>What nobody has measured. Each is an option of the command.</summary>
public sealed record Assumptions
{
    /// <summary>The busiest second over the average of its month.</summary>
    public double Peak { get; init; } = 5;

    /// <summary>Contacts that come from a new customer.</summary>
    public double NewCustomers { get; init; } = 0.2;

    /// <summary>Telemetry of one contact that reaches the workspace.</summary>
    public double TelemetryBytes { get; init; } = 2_000;

    /// <summary>How long contacts have been kept.</summary>
    public double MonthsKept { get; init; } = 12;

    /// <summary>Instances for webhooks that never sleep.</summary>
    public double AlwaysReady { get; init; }
}
