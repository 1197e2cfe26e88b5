using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>What became of a message of ours. News of it come in any order and any number of times; <see cref="Join"/> gives the same whatever they do.</summary>
public sealed record Delivery
{
    public required DeliveryState State { get; init; }

    /// <summary>The provider's id of the message, by which its receipts name it.</summary>
    public string? ProviderMessageId { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? SentAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? DeliveredAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? ReadAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>A word: why it failed, or why nobody knows whether it was sent.</summary>
    public string? Reason { get; init; }

    /// <param name="state">Not <see cref="DeliveryState.Queued"/>.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Of a failure.</param>
    public static Delivery At(DeliveryState state, DateTimeOffset at, string? reason = null) => new()
    {
        State = state,
        SentAt = state == DeliveryState.Sent ? at : null,
        DeliveredAt = state == DeliveryState.Delivered ? at : null,
        ReadAt = state == DeliveryState.Read ? at : null,
        FailedAt = state == DeliveryState.Failed ? at : null,
        Reason = reason,
    };

    /// <summary>Everything either of them knows: the later state with its reason, the first moment of each.</summary>
    public static Delivery Join(Delivery left, Delivery right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var state = left.State > right.State ? left.State : right.State;
        return new Delivery
        {
            State = state,
            ProviderMessageId = Smaller(left.ProviderMessageId, right.ProviderMessageId),
            SentAt = Earlier(left.SentAt, right.SentAt),
            DeliveredAt = Earlier(left.DeliveredAt, right.DeliveredAt),
            ReadAt = Earlier(left.ReadAt, right.ReadAt),
            FailedAt = Earlier(left.FailedAt, right.FailedAt),
            Reason = Smaller(left.State == state ? left.Reason : null, right.State == state ? right.Reason : null),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;

    private static string? Smaller(string? left, string? right) => left is null || (right is not null && string.CompareOrdinal(right, left) < 0) ? right ?? left : left;
}

/// <summary>Ordered: a later one outweighs an earlier one. What a provider took can fail afterwards; what arrived cannot.</summary>
[JsonConverter(typeof(WordConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>It may have been sent, and nobody can say; it is not sent again.</summary>
    Uncertain,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>It was not sent, or did not arrive.</summary>
    Failed,

    Delivered,

    Read,
}
