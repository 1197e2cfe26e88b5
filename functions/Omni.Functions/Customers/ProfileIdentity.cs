using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>An identity of the customer, the best trust it ever came with and when it was used.</summary>
public sealed record ProfileIdentity(
    string Kind,
    string Value,
    Trust Trust,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? FirstSeenAt,
    [property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? LastSeenAt)
{
    /// <summary>The strictest judgement a contact with it was resolved under.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IdentityStanding Standing { get; init; }

    /// <summary>When the customer last gave it up.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsCurrent => EndedAt is null || LastSeenAt > EndedAt;

    [JsonIgnore]
    public string Key { get; } = $"{Kind}:{Value}";
}
