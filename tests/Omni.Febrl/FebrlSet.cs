namespace Omni.Febrl;

/// <summary>The shape of a set of records of which some are the same person's.</summary>
/// <remarks>
/// The four sets that come with Febrl: P. Christen, "Probabilistic Data Generation for Deduplication and Data Linkage", IDEAL 2005, LNCS 3578.
/// They have no phone numbers; their social security number is left out here.
/// </remarks>
public sealed record FebrlSet
{
    public required string Name { get; init; }

    public required int Originals { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>How often an original that has duplicates has one, two, three and so on, as weights.</summary>
    public required IReadOnlyList<double> DuplicatesOfOne { get; init; }

    public required int ModificationsOfField { get; init; }

    /// <summary>Every duplicate has exactly as many.</summary>
    public required int ModificationsOfRecord { get; init; }

    public bool HasPhones { get; init; }

    /// <summary>The seeds that figures are taken from; weights and thresholds were chosen with the seeds 1 to 5 and with no other.</summary>
    public static IReadOnlyList<int> JudgingSeeds { get; } = [.. Enumerable.Range(101, 10)];

    private static readonly double[] One = [1];
    private static readonly double[] Poisson = [2, 2, 4 / 3.0, 2 / 3.0, 4 / 15.0];
    private static readonly double[] Zipf = [.. Enumerable.Range(1, 5).Select(static rank => 1 / Math.Sqrt(rank))];

    public static IReadOnlyList<FebrlSet> All { get; } =
    [
        new() { Name = "1", Originals = 500, Duplicates = 500, DuplicatesOfOne = One, ModificationsOfField = 1, ModificationsOfRecord = 1 },
        new() { Name = "2", Originals = 4_000, Duplicates = 1_000, DuplicatesOfOne = Poisson, ModificationsOfField = 2, ModificationsOfRecord = 2 },
        new() { Name = "3", Originals = 2_000, Duplicates = 3_000, DuplicatesOfOne = Zipf, ModificationsOfField = 4, ModificationsOfRecord = 6 },
        new() { Name = "4", Originals = 5_000, Duplicates = 5_000, DuplicatesOfOne = One, ModificationsOfField = 2, ModificationsOfRecord = 4 },
    ];
}

public enum Script
{
    Latin,
    Cyrillic,

    /// <summary>Originals in Cyrillic, every duplicate in one of several transliterations.</summary>
    Mixed,
}
