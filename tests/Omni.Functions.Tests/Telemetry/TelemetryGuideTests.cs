using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Omni.Functions.Telemetry;
using Omni.Functions.Tests.Architecture;

namespace Omni.Functions.Tests.Telemetry;

public sealed partial class TelemetryGuideTests
{
    [Fact]
    public void The_guide_lists_exactly_the_instruments_there_are()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Metrics.MeterName)
                    instruments.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
            },
        };
        Metrics.Merged(0);
        listener.Start();

        var listed = Row().Matches(Repository.Read("docs/telemetry.md")).Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");

        Assert.NotEmpty(instruments);
        Assert.Equal(instruments.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Gauge<long> => "gauge",
        Histogram<double> => "histogram",
        _ => instrument.GetType().Name,
    };

    [GeneratedRegex(@"^\| `(?<name>omni\.[a-z._]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
