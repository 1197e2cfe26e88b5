using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>What happened to a person's record in a CRM. No contact: nobody did anything towards the business. Immutable.</summary>
public sealed record CrmChange
{
    /// <summary>Deterministic, see <see cref="ContactId"/>; the same delivery always gives the same id.</summary>
    public required string Id { get; init; }

    /// <summary>Which CRM: the name in <c>/api/webhooks/{provider}</c>.</summary>
    public required string System { get; init; }

    /// <summary>The account or portal the record is in.</summary>
    public required string Account { get; init; }

    public string Entity { get; init; } = "contact";

    /// <summary>The CRM's own id of the record, unique within the account.</summary>
    public required string EntityId { get; init; }

    public required CrmAction Action { get; init; }

    /// <summary>The CRM's time of the change in UTC, whole milliseconds; the time of receipt where it gives none.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset OccurredAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset ReceivedAt { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The record's own (<see cref="CrmIdentity"/>) first, then those of the records merged into it, then what the record tells of the person.</summary>
    public required IReadOnlyList<Identity> Identities { get; init; }

    /// <summary>What the change tells, by the CRM's names; null is a value that was taken away, a name that is absent did not change.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Records of the same account that are part of this one now.</summary>
    public IReadOnlyList<string> MergedIds { get; init; } = [];

    /// <summary>The CRM's own part of the request.</summary>
    public JsonElement? Raw { get; init; }
}

[JsonConverter(typeof(WordConverter<CrmAction>))]
public enum CrmAction
{
    Created,
    Updated,
    Deleted,
    Merged,
    Restored,
}
