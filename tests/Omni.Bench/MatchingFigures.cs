using System.Diagnostics;
using Omni.Febrl;
using Omni.Functions.Customers.Matching;

namespace Omni.Bench;

/// <summary>How well people without a common key are found in generated sets like Febrl's, whose truth is known.</summary>
internal static class MatchingFigures
{
    private static readonly MatchOptions Options = new();

    public static void Add(Figures figures)
    {
        foreach (var set in FebrlSet.All)
        {
            foreach (var script in Enum.GetValues<Script>()) Add(figures, set, script);
        }
    }

    private static void Add(Figures figures, FebrlSet set, Script script)
    {
        var taken = TimeSpan.Zero;
        var judged = new List<PairQuality>();
        foreach (var seed in FebrlSet.JudgingSeeds)
        {
            var people = FebrlGenerator.Generate(set, script, seed);
            var started = Stopwatch.GetTimestamp();
            judged.Add(PairQuality.Of(people, Options));
            taken += Stopwatch.GetElapsedTime(started);
        }

        var (precision, recall, f1) = (judged.Min(pairs => pairs.Precision), judged.Min(pairs => pairs.Recall), judged.Min(pairs => pairs.F1));
        var median = judged.Select(pairs => pairs.F1).Order().ElementAt(judged.Count / 2);
        var (compared, all) = (judged.Average(pairs => pairs.Candidates), judged[0].AllPairs);
        figures.Add(
            $"suggestions, Febrl set {set.Name}, {script}: least of {judged.Count} seeds",
            $"precision {precision:F4}, recall {recall:F4}, F1 {f1:F4} (median {median:F4}); {compared:F0} of {all} pairs compared, {(taken / judged.Count).TotalMilliseconds:F0} ms",
            "precision 0.99, F1 0.965");
    }
}
