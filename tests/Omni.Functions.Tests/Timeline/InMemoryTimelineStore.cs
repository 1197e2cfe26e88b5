using Omni.Functions.Timeline;

namespace Omni.Functions.Tests.Timeline;

/// <summary>Histories of one customer in partitions, the first of which is the survivor's.</summary>
internal sealed class InMemoryTimelineStore : ITimelineStore
{
    public Dictionary<string, List<TimelineEntry>> Partitions { get; } = [];

    public Task<IReadOnlyCollection<string>> FindPartitionsAsync(string customerId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<string>>(Partitions.ContainsKey(customerId) ? Partitions.Keys : []);

    public Task<IReadOnlyList<TimelineEntry>> ReadAsync(string partition, TimelineQuery query, CancellationToken cancellation)
    {
        var sorted = query.Ascending
            ? Partitions[partition].OrderBy(entry => entry.Order, StringComparer.Ordinal)
                .Where(entry => string.CompareOrdinal(entry.Order, query.After) > 0)
            : Partitions[partition].OrderByDescending(entry => entry.Order, StringComparer.Ordinal)
                .Where(entry => string.CompareOrdinal(entry.Order, query.After) < 0);
        return Task.FromResult<IReadOnlyList<TimelineEntry>>([.. sorted.Take(query.Limit + 1)]);
    }
}
