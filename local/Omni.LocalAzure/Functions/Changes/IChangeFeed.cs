namespace Omni.LocalAzure.Functions.Changes;

/// <summary>Where Cosmos DB triggers read. Positions grow with each change; 0 is the beginning.</summary>
public interface IChangeFeed
{
    /// <summary>Where the next change will come after.</summary>
    long CurrentPosition(string database, string container);

    /// <summary>Up to <paramref name="max"/> documents that changed after a position, in order.</summary>
    ChangePage Read(string database, string container, long after, int max);
}

/// <param name="Documents">UTF-8 JSON, each in its newest version.</param>
/// <param name="Position">Where to go on.</param>
public sealed record ChangePage(IReadOnlyList<ReadOnlyMemory<byte>> Documents, long Position);
