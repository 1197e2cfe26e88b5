using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Ingestion.Mailboxes;

/// <summary>How far each mailbox is read. Every write creates what was not there or replaces exactly what was read.</summary>
public interface IMailboxPositions
{
    /// <exception cref="TopicUnavailableException">The store cannot answer now.</exception>
    Task<MailboxPosition?> FindAsync(Mailbox mailbox, CancellationToken cancellation);

    /// <returns>As it is kept now; null when somebody else has read on meanwhile.</returns>
    /// <exception cref="TopicUnavailableException">The store cannot answer now.</exception>
    Task<MailboxPosition?> KeepAsync(Mailbox mailbox, MailboxPosition position, CancellationToken cancellation);
}

/// <param name="Link">Where to read on; null to begin at <paramref name="Since"/>.</param>
/// <param name="Since">The newest message that was picked up, or where it all began.</param>
public sealed record MailboxPosition(string? Link, [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset Since)
{
    /// <summary>Messages behind the position that the mailbox does not give, and since when: each keeps those behind it waiting until it is given up. Null where there are none.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset>? Failing { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    /// <summary>The same, with those that fail now; who failed before has failed since then.</summary>
    public MailboxPosition WithFailing(IEnumerable<string> messageIds, DateTimeOffset now) =>
        this with { Failing = messageIds.ToDictionary(static id => id, id => Failing?.GetValueOrDefault(id) is { } since && since != default ? since : now, StringComparer.Ordinal) };

    /// <summary>Those that have failed since before a moment.</summary>
    public IReadOnlySet<string> FailingSince(DateTimeOffset moment) =>
        (Failing ?? new Dictionary<string, DateTimeOffset>()).Where(failing => failing.Value <= moment).Select(static failing => failing.Key).ToHashSet(StringComparer.Ordinal);
}
