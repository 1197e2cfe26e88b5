namespace Omni.Functions.Timeline;

/// <summary>Reads the whole history of a customer, wherever its parts lie.</summary>
public sealed class TimelineReader(ITimelineStore store)
{
    private const int PartitionsAtOnce = 8;

    /// <returns>Null when there is no such customer.</returns>
    public async Task<TimelinePage?> ReadAsync(string customerId, TimelineQuery query, CancellationToken cancellation)
    {
        var partitions = await store.FindPartitionsAsync(customerId, cancellation);
        if (partitions.Count == 0)
            return null;

        var parts = new List<IReadOnlyList<TimelineEntry>>(partitions.Count);
        foreach (var some in partitions.Chunk(PartitionsAtOnce))
            parts.AddRange(await Task.WhenAll(some.Select(partition => store.ReadAsync(partition, query, cancellation))));
        return TimelinePage.Of(query, parts).WithLinks(customerId);
    }
}
