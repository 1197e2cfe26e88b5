using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Omni.Bench;

/// <summary>The table of what normalising costs, and its worst rows among the aims.</summary>
internal static class NormalisingFigures
{
    public static void Add(Figures figures)
    {
        var job = Job.ShortRun.WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(100)).WithToolchain(InProcessEmitToolchain.Instance);
        var config = new ManualConfig().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance).WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "omni-bench-normalising"));
        var summary = BenchmarkRunner.Run<Normalising>(config);
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);

        // What comes as a form has no aim.
        string[] others = ["bitrix24", "amocrm", "mailgun", "sendgrid", "twilio-sms", "twilio-voice", "twilio-whatsapp"];
        var json = summary.Reports.Where(report => !others.Contains(report.BenchmarkCase.Parameters["Provider"])).ToArray();
        if (json.Length + others.Length != Normalising.Providers.Count()) throw new InvalidOperationException("A provider was not measured.");

        var slowest = json.MaxBy(report => report.ResultStatistics!.Mean)!; // there is a provider, and it was measured
        var largest = json.MaxBy(Allocated)!;
        figures.Add("normalising a JSON message, slowest provider", $"{slowest.ResultStatistics!.Mean / 1_000:F1} µs ({slowest.BenchmarkCase.Parameters["Provider"]})", "at most 50 µs");
        figures.Add("allocated for it, largest provider", $"{Allocated(largest) / 1_024.0:F1} KB ({largest.BenchmarkCase.Parameters["Provider"]})", "at most 20 KB");
    }

    private static long Allocated(BenchmarkDotNet.Reports.BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? long.MaxValue;
}
