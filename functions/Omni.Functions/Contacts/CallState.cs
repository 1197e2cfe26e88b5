using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>What is known of a call. News of it come in any order and any number of times; <see cref="Join"/> gives the same whatever they do.</summary>
public sealed record CallState
{
    public CallStatus Status { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? AnsweredAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? EndedAt { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>By <see cref="CallRecording.Id"/>, each once.</summary>
    public IReadOnlyList<CallRecording> Recordings { get; init; } = [];

    /// <summary>Everything either of them knows: the later status, the first answer, the last end, the longest duration, all recordings.</summary>
    public static CallState Join(CallState left, CallState right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new CallState
        {
            Status = left.Status > right.Status ? left.Status : right.Status,
            AnsweredAt = Earlier(left.AnsweredAt, right.AnsweredAt),
            EndedAt = Later(left.EndedAt, right.EndedAt),
            DurationSeconds = left.DurationSeconds is null || right.DurationSeconds > left.DurationSeconds ? right.DurationSeconds : left.DurationSeconds,
            Recordings = Union(left.Recordings, right.Recordings),
        };
    }

    public bool Equals(CallState? other) =>
        other is not null
        && Status == other.Status
        && AnsweredAt == other.AnsweredAt
        && EndedAt == other.EndedAt
        && DurationSeconds == other.DurationSeconds
        && Recordings.SequenceEqual(other.Recordings);

    public override int GetHashCode() => HashCode.Combine(Status, AnsweredAt, EndedAt, DurationSeconds, Recordings.Count);

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;

    /// <summary>One id has one address; should a provider say two, the smaller one stays, whichever came first.</summary>
    private static IReadOnlyList<CallRecording> Union(IReadOnlyList<CallRecording> left, IReadOnlyList<CallRecording> right) =>
        [.. left.Concat(right)
            .OrderBy(static recording => recording.Id, StringComparer.Ordinal)
            .ThenBy(static recording => recording.Url, StringComparer.Ordinal)
            .DistinctBy(static recording => recording.Id)];
}

/// <summary>Ordered: a later one outweighs an earlier one, a call that was spoken on one that was not.</summary>
[JsonConverter(typeof(WordConverter<CallStatus>))]
public enum CallStatus
{
    Ringing,
    Answered,
    Missed,
    Busy,
    Failed,
    Completed,
}

/// <param name="Id">The provider's.</param>
/// <param name="Url">Where it can be fetched, with the provider's credentials.</param>
/// <param name="DurationSeconds">Its length.</param>
public sealed record CallRecording(string Id, string Url, int? DurationSeconds = null);
