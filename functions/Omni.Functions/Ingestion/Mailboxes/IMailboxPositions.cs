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
    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }
}
