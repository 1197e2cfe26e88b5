using System.CommandLine;

namespace Omni.Operations.Costs;

/// <summary>What is assumed where the command line says nothing else.</summary>
internal sealed class AssumptionOptions
{
    private static readonly Assumptions Usual = new();

    private readonly Option<double?> _peak = NumberOption.Create("--peak", "the busiest second over the average of its month", 1, 10_000, Usual.Peak);
    private readonly Option<double?> _newCustomers = NumberOption.Create("--new-customers", "the share of contacts from new customers", 0, 1, Usual.NewCustomers);
    private readonly Option<double?> _telemetryBytes = NumberOption.Create("--telemetry-bytes", "telemetry of a contact that reaches the workspace", 0, 1e9, Usual.TelemetryBytes);
    private readonly Option<double?> _monthsKept = NumberOption.Create("--months-kept", "how long contacts have been kept", 1, 1_200, Usual.MonthsKept);
    private readonly Option<double?> _alwaysReady = NumberOption.Create("--always-ready", "instances that never sleep", 0, 1_000, Usual.AlwaysReady);

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _peak, _newCustomers, _telemetryBytes, _monthsKept, _alwaysReady }) command.Options.Add(option);
    }

    public Assumptions Of(ParseResult parsed) => new()
    {
        Peak = parsed.GetValue(_peak) ?? Usual.Peak,
        NewCustomers = parsed.GetValue(_newCustomers) ?? Usual.NewCustomers,
        TelemetryBytes = parsed.GetValue(_telemetryBytes) ?? Usual.TelemetryBytes,
        MonthsKept = parsed.GetValue(_monthsKept) ?? Usual.MonthsKept,
        AlwaysReady = parsed.GetValue(_alwaysReady) ?? Usual.AlwaysReady,
    };
}
