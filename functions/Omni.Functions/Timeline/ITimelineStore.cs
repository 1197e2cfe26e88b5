namespace Omni.Functions.Timeline;

/// <summary>Histories as they are stored: one partition per customer, and absorbed customers keep theirs.</summary>
public interface ITimelineStore
{
    /// <summary>The partitions of the customer who lives on under this id; empty when there is no such customer.</summary>
    Task<IReadOnlyCollection<string>> FindPartitionsAsync(string customerId, CancellationToken cancellation);

    /// <summary>The first entries of one partition after <see cref="TimelineQuery.After"/>: one more than the limit, when there are.</summary>
    Task<IReadOnlyList<TimelineEntry>> ReadAsync(string partition, TimelineQuery query, CancellationToken cancellation);
}
