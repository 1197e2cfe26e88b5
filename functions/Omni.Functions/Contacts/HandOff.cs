using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>A bot gives a conversation, or what it has collected, to people. News of it come in any order and any number of times; <see cref="Join"/> gives the same whatever they do.</summary>
public sealed record HandOff
{
    public HandOffState State { get; init; }

    public required HandOffReason Reason { get; init; }

    /// <summary>Who shall deal with it.</summary>
    public required string Department { get; init; }

    /// <summary>What it is about: the name of a topic; null where that was not understood.</summary>
    public string? Topic { get; init; }

    /// <summary>The language of the conversation.</summary>
    public required string Language { get; init; }

    /// <summary>What the customer has told, by its name in the bot's forms.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The conversation up to here, the oldest first.</summary>
    public IReadOnlyList<HandOffLine> Transcript { get; init; } = [];

    /// <summary>The id of the contact after which it was handed off.</summary>
    public required string ContactId { get; init; }

    /// <summary>The conversation that the bot is silent in meanwhile; null where it talks on.</summary>
    public string? Dialogue { get; init; }

    /// <summary>Somebody is promised an answer until then; null where nothing is promised.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? DueAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who took it, as the caller named itself.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Since then the promise is broken; null where it is kept, or may yet be.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? OverdueAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Everything either of them knows: the later state, and of each time the earlier.</summary>
    public static HandOff Join(HandOff left, HandOff right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var byLeft = Earlier(left.AcceptedAt, right.AcceptedAt) == left.AcceptedAt && left.AcceptedAt is not null;
        return left with
        {
            State = left.State > right.State ? left.State : right.State,
            AcceptedAt = Earlier(left.AcceptedAt, right.AcceptedAt),
            AcceptedBy = left.AcceptedAt == right.AcceptedAt ? (string.CompareOrdinal(left.AcceptedBy, right.AcceptedBy) > 0 ? left.AcceptedBy : right.AcceptedBy) : byLeft ? left.AcceptedBy : right.AcceptedBy,
            OverdueAt = Earlier(left.OverdueAt, right.OverdueAt),
            ReleasedAt = Earlier(left.ReleasedAt, right.ReleasedAt),
        };
    }

    /// <summary>What does not change is told by whoever is first.</summary>
    public bool Equals(HandOff? other) =>
        other is not null && ContactId == other.ContactId && Dialogue == other.Dialogue && State == other.State && AcceptedAt == other.AcceptedAt && AcceptedBy == other.AcceptedBy && OverdueAt == other.OverdueAt && ReleasedAt == other.ReleasedAt;

    public override int GetHashCode() => HashCode.Combine(ContactId, State, AcceptedAt, OverdueAt, ReleasedAt);

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;
}

/// <param name="At">When.</param>
/// <param name="By">Who said it.</param>
/// <param name="Text">What; null for files alone.</param>
/// <param name="ContactId">Its entry, where the files are.</param>
public sealed record HandOffLine([property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At, HandOffSpeaker By, string? Text, string ContactId);

[JsonConverter(typeof(WordConverter<HandOffSpeaker>))]
public enum HandOffSpeaker
{
    Customer,
    Bot,

    /// <summary>People at the business.</summary>
    Desk,
}

/// <summary>Ordered: a later one outweighs an earlier one.</summary>
[JsonConverter(typeof(WordConverter<HandOffState>))]
public enum HandOffState
{
    Requested,
    Accepted,

    /// <summary>The bot talks again, or the task is done.</summary>
    Released,
}

[JsonConverter(typeof(WordConverter<HandOffReason>))]
public enum HandOffReason
{
    /// <summary>The customer wants a person.</summary>
    Asked,

    /// <summary>The bot did not understand, twice.</summary>
    NotUnderstood,

    /// <summary>The customer is angry.</summary>
    Complaint,

    /// <summary>The topic is for people.</summary>
    Topic,

    /// <summary>A form is complete, and somebody has to act on it.</summary>
    Task,

    /// <summary>There was something to look at.</summary>
    File,
}
