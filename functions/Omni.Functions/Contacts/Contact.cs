using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>One thing that passed between a customer and the business, in the same shape for every channel. Immutable.</summary>
public sealed record Contact
{
    /// <summary>Deterministic, see <see cref="ContactId"/>; the same delivery always gives the same id.</summary>
    public required string Id { get; init; }

    /// <summary>What the customer used: whatsapp, telegram, email, voice, … The carrier is <see cref="Provider"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>Who delivered it: the name in <c>/api/webhooks/{provider}</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The address of ours that received it, as the provider names it: a phone number id, a bot, a mailbox.</summary>
    public required string Account { get; init; }

    public string Direction { get; init; } = "inbound";

    public required ContactKind Kind { get; init; }

    public required string ProviderMessageId { get; init; }

    /// <summary>The provider's conversation, where it has one.</summary>
    public string? Thread { get; init; }

    /// <summary>The customer's side: who wrote, or, outbound, who is written to.</summary>
    public required ContactSender From { get; init; }

    /// <summary>The endpoint to answer, in the provider's own terms.</summary>
    public string? ReplyTo { get; init; }

    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The departments of the business that received it, each once, in ordinal order; empty where it was not sent to one.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Contacts of kind <see cref="ContactKind.Call"/> only.</summary>
    public CallState? Call { get; init; }

    /// <summary>Messages of ours only.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Contacts of kind <see cref="ContactKind.HandOff"/> only.</summary>
    public HandOff? HandOff { get; init; }

    /// <summary>Messages of ours only: the id of the contact that is answered.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>What the person wants to be written, where this says something of it; never empty.</summary>
    public IReadOnlyList<Consent>? Consents { get; init; }

    /// <summary>Messages of ours only: what it is for; null for service.</summary>
    public ConsentPurpose? Purpose { get; init; }

    /// <summary>
    /// Set where not the person did something but a CRM said something of the person: kept under the contact's id as an entry of its own
    /// type, counted as no contact. Comes by a topic of its own.
    /// </summary>
    [JsonIgnore]
    public CrmChange? Change { get; init; }

    /// <summary>
    /// Null for the contact itself. Later news of it (a call ends, its files are fetched, another mailbox has it too) travel as the same contact with the same id, told apart by this: a few
    /// ASCII letters, digits and dashes, the same for every delivery of the same news.
    /// </summary>
    public string? Revision { get; init; }

    /// <summary>Locations, cards, button payloads, unknown form fields: whatever has no field of its own.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extras { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The provider's time of the act in UTC, whole milliseconds; the time of receipt where the provider gives none.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset OccurredAt { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The provider's own part of the request, kept for what nobody reads yet.</summary>
    public JsonElement? Raw { get; init; }

    /// <summary>Whether there may be news of it.</summary>
    [JsonIgnore]
    public bool MayGrow => Call is not null || Delivery is not null || HandOff is not null || Attachments.Count > 0 || Departments.Count > 0;

    /// <summary>
    /// One contact from two deliveries of it or of news of it: the contact itself where one of them is it, with what both know. The same whichever
    /// comes first.
    /// </summary>
    public static Contact Join(Contact left, Contact right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (first, second) = IsItself(left, right) ? (left, right) : (right, left);
        return first.Learn(second) with { Revision = left.Revision is null || right.Revision is null ? left.Revision ?? right.Revision : first.Revision };
    }

    /// <summary>This contact with what news of it add to the call, to its delivery, to its files and to who received it; itself where they add nothing.</summary>
    public Contact Learn(Contact news)
    {
        ArgumentNullException.ThrowIfNull(news);
        var call = Call is null || news.Call is null ? Call ?? news.Call : CallState.Join(Call, news.Call);
        var delivery = Delivery is null || news.Delivery is null ? Delivery ?? news.Delivery : Delivery.Join(Delivery, news.Delivery);
        var handOff = HandOff is null || news.HandOff is null ? HandOff ?? news.HandOff : HandOff.Join(HandOff, news.HandOff);
        var attachments = Attachment.Join(Attachments, news.Attachments);
        var departments = Union(Departments, news.Departments);
        return call == Call && delivery == Delivery && handOff == HandOff && attachments.SequenceEqual(Attachments) && departments.SequenceEqual(Departments, StringComparer.Ordinal)
            ? this
            : this with { Call = call, Delivery = delivery, HandOff = handOff, Attachments = attachments, Departments = departments };
    }

    /// <summary>Whether the left one is rather the contact itself: no news, else the smaller revision, else the one that came earlier.</summary>
    private static bool IsItself(Contact left, Contact right)
    {
        var byRevision = string.CompareOrdinal(left.Revision, right.Revision);
        return byRevision != 0 ? byRevision < 0 : left.ReceivedAt <= right.ReceivedAt;
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        right.Count == 0 ? left : [.. left.Concat(right).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

[JsonConverter(typeof(WordConverter<ContactKind>))]
public enum ContactKind
{
    Message,
    Call,
    Form,
    Chat,
    Event,
    Receipt,

    /// <summary>Somebody at the business corrected what is known of the person: counts as no contact.</summary>
    Correction,

    /// <summary>A provider, or somebody at the business, says what the person wants to be written: counts as no contact.</summary>
    Consent,

    /// <summary>A bot gives the conversation to people: counts as no contact.</summary>
    HandOff,
}

/// <summary>The person. The first identity leads; an empty list is somebody who cannot be recognised again.</summary>
public sealed record ContactSender
{
    /// <summary>Each costs the store a read. Nobody has more; who sends more has made them up, and the rest are facts.</summary>
    public const int MostDecisive = 50;

    public required IReadOnlyList<Identity> Identities { get; init; }

    private readonly IReadOnlyList<Identity>? _decisive;

    /// <summary>
    /// Those that say whose contact it is, the leading one first: all that join, up to <see cref="MostDecisive"/>; a shared one alone, where there
    /// is nothing better; or none.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Identity> Decisive
    {
        get => _decisive ?? Decide(Identities);
        init => _decisive = value;
    }

    public string? DisplayName { get; init; }

    /// <summary>BCP 47, as the provider gives it.</summary>
    public string? Language { get; init; }

    private static IReadOnlyList<Identity> Decide(IReadOnlyList<Identity> identities)
    {
        if (identities.Count <= MostDecisive && identities.All(static identity => identity is { Standing: IdentityStanding.Joins, IsApart: false }))
            return identities;
        var joining = identities.Where(static identity => identity.Standing == IdentityStanding.Joins).Take(MostDecisive).ToArray();
        return joining.Length > 0 ? [.. joining.Where(static identity => !identity.IsApart)] : [.. identities.Where(static identity => identity is { Standing: IdentityStanding.Shared, IsApart: false }).Take(1)];
    }
}
