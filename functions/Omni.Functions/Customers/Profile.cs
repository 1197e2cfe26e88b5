using System.Text.Json.Serialization;
using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers;

/// <summary>
/// What is known of one customer: the fold of the contacts on the timeline. Its size depends on who the customer is,
/// never on how often they call.
/// </summary>
public sealed record Profile
{
    public const string DocumentType = "profile";

    /// <summary>The customer's id; also the partition of the profile and its timeline.</summary>
    public required string Id { get; init; }

    public string CustomerId => Id;

    public string Type => DocumentType;

    /// <summary>Version of this document's shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The newest name a channel gave.</summary>
    public string? DisplayName { get; init; }

    public Sighting? DisplayNameFrom { get; init; }

    /// <summary>BCP 47, the newest a channel gave.</summary>
    public string? Language { get; init; }

    public Sighting? LanguageFrom { get; init; }

    /// <summary>Those that lead here. Ordered by key; at most <see cref="ProfileFold.IdentityLimit"/>, the rest is in the container of identities alone.</summary>
    public IReadOnlyList<ProfileIdentity> Identities { get; init; } = [];

    /// <summary>
    /// What contacts came with and what does not lead here: it is another customer's, one more than a person has, or nobody's. An identity that
    /// led here at another time is in both. Ordered and bounded likewise.
    /// </summary>
    public IReadOnlyList<ProfileIdentity> Mentioned { get; init; } = [];

    public long ContactCount { get; init; }

    public IReadOnlyDictionary<string, long> ContactsByChannel { get; init; } = Nothing;

    public IReadOnlyDictionary<string, long> ContactsByKind { get; init; } = Nothing;

    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? FirstContactAt { get; init; }

    /// <summary>Written even when there is none: an index leaves out whoever lacks what a query orders by.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>When the customer last did something that wants an answer.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>When the business last answered.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? LastOutboundAt { get; init; }

    /// <summary>In the document so that those who wait can be found by the index alone; null for a customer who has nothing to wait for.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? WaitingSince => IsFrozen || LastOutboundAt >= LastInboundAt ? null : LastInboundAt;

    public string? LastContactId { get; init; }

    public string? LastChannel { get; init; }

    /// <summary>What CRMs keep of the customer, ordered by key; at most <see cref="CrmRecords.RecordLimit"/>.</summary>
    public IReadOnlyList<CrmRecord> CrmRecords { get; init; } = [];

    /// <summary>The newest change of one of them, or the newest correction.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? LastChangeAt { get; init; }

    /// <summary>
    /// What contacts told of the person, contradictions included: a set, see <see cref="FieldValues"/>. What CRMs told is in <see cref="CrmRecords"/>.
    /// </summary>
    public IReadOnlyList<FieldValue> Fields { get; init; } = [];

    /// <summary>What the person wants to be written, the newest word for each channel and purpose, ordered by them.</summary>
    public IReadOnlyList<ProfileConsent> Consents { get; init; } = [];

    /// <summary>Every customer whose facts are counted in here, ordered; their entries stay in their own partitions.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];

    /// <summary>The customer lives on under this id; nothing is added to the profile any more, until the merge is undone.</summary>
    public string? MergedInto { get; init; }

    public MergeEvidence? MergeEvidence { get; init; }

    /// <summary>Set while the undoing of this customer's merge is not finished: others may count it in still, so nobody may absorb it again.</summary>
    public UndoneMerge? Undoing { get; init; }

    /// <summary>
    /// On whose timeline the contact is that would be this customer's if it led to nobody: a replay left it where its identities do not lead.
    /// No fact about the person; null where nothing tells otherwise.
    /// </summary>
    public string? ContactIsWith { get; init; }

    /// <summary>The time of the newest entry on the timeline, of whatever type.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastEntryAt => LastChangeAt is null || LastContactAt > LastChangeAt ? LastContactAt : LastChangeAt;

    [JsonIgnore]
    public bool IsFrozen => MergedInto is not null;

    private static readonly Dictionary<string, long> Nothing = [];

    /// <summary>Whether the identity leads here.</summary>
    public bool Knows(Identity identity)
    {
        foreach (var known in Identities)
        {
            if (known.IsCurrent && known.Value == identity.Value && known.Kind == identity.Kind)
                return true;
        }

        return false;
    }

    /// <summary>Whether a link is older than what is told here: the identity is the customer's no longer, or not known to be.</summary>
    public bool HasGivenUp(IdentityLink link)
    {
        foreach (var known in Identities)
        {
            if (known.Value == link.Value && known.Kind == link.Kind)
                return known.EndedAt > link.FirstSeenAt;
        }

        return true;
    }

    /// <summary>Whether the identity leads here and did so at a moment already: before, it may have been somebody else's.</summary>
    public bool KnewAt(Identity identity, DateTimeOffset moment)
    {
        foreach (var known in Identities)
        {
            if (known.IsCurrent && known.FirstSeenAt <= moment && known.Value == identity.Value && known.Kind == identity.Kind)
                return true;
        }

        return false;
    }

    /// <summary>Whether it is known of an identity, as well vouched for as this time, that it does not join.</summary>
    public bool Mentions(Identity identity)
    {
        foreach (var known in Mentioned)
        {
            if (known.Trust >= identity.Trust && known.Value == identity.Value && known.Kind == identity.Kind)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether it has been decided about an identity of a contact whose leading one leads here. Whoever only claims to be somebody is not
    /// taken for this customer because of an earlier claim.
    /// </summary>
    public bool HasSettled(Identity identity, Contact contact) =>
        KnewAt(identity, contact.OccurredAt) || (contact.From.Decisive[0].Trust > Trust.Claimed && Mentions(identity));

    public static Profile Empty(string id) => new() { Id = id };
}

/// <summary>Which contact told a fact: newer sightings win, ties go to the higher contact id.</summary>
public sealed record Sighting([property: JsonConverter(typeof(UtcMilliseconds))] DateTimeOffset? At, string ContactId)
{
    /// <summary>Whether <paramref name="right"/> is the newer one; anything is newer than nothing.</summary>
    public static bool IsNewer(Sighting? left, Sighting? right)
    {
        if (left is null || right is null)
            return left is null;

        return Compare(left, right) < 0;
    }

    /// <summary>The older one first.</summary>
    public static int Compare(Sighting left, Sighting right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var byTime = Nullable.Compare(left.At, right.At);
        return byTime == 0 ? string.CompareOrdinal(left.ContactId, right.ContactId) : byTime;
    }
}
