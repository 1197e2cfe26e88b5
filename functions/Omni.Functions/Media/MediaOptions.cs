namespace Omni.Functions.Media;

/// <summary>How files are fetched.</summary>
public sealed record MediaOptions
{
    /// <summary>Bytes; a larger file is given up.</summary>
    public long LargestFile { get; init; } = 50L * 1024 * 1024;

    /// <summary>Of the whole app: each has a block of its file in memory.</summary>
    public int FilesAtOnce { get; init; } = 4;

    /// <summary>For one attempt at one file, from the first byte asked to the last one kept.</summary>
    public TimeSpan LongestFetch { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Attempts at a file that cannot be had now, within one delivery of its contact.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second attempt; each one is twice as long as the one before.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Deliveries of a message on one way over the bus after which it is given up or dies.</summary>
    public int Deliveries { get; init; } = 9;

    /// <summary>How often a message that died is sent again before its files are given up.</summary>
    public int Redrives { get; init; } = 3;

    /// <summary>How long an address of a file works.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromMinutes(5);
}
