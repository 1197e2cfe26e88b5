using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.Functions.Contacts;

/// <summary>One thing a customer did towards the business, in the same shape for every channel. Immutable.</summary>
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

    public required ContactSender From { get; init; }

    /// <summary>The endpoint to answer, in the provider's own terms.</summary>
    public string? ReplyTo { get; init; }

    public string? Subject { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Contacts of kind <see cref="ContactKind.Call"/> only.</summary>
    public CallState? Call { get; init; }

    /// <summary>
    /// Set where not the person did something but a CRM said something of the person: kept under the contact's id as an entry of its own
    /// type, counted as no contact. Comes by a topic of its own.
    /// </summary>
    [JsonIgnore]
    public CrmChange? Change { get; init; }

    /// <summary>
    /// Null for the contact itself. Later news of it (a call ends) travel as the same contact with the same id, told apart by this: a few
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

    /// <summary>One contact from two deliveries of it or of news of it: the contact itself where one of them is it, with what both know of the call.</summary>
    public static Contact Join(Contact left, Contact right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.Revision is null ? left : right) with
        {
            Call = left.Call is null || right.Call is null ? left.Call ?? right.Call : CallState.Join(left.Call, right.Call),
            Revision = left.Revision ?? right.Revision,
        };
    }
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
}

/// <summary>Who did it. The first identity leads; an empty list is somebody who cannot be recognised again.</summary>
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

/// <summary>A file that can be fetched later, by exactly one of <see cref="FileId"/>, <see cref="Url"/> and <see cref="Blob"/>.</summary>
public sealed record Attachment
{
    /// <summary>The provider's file id, when it is fetched by id.</summary>
    public string? FileId { get; init; }

    /// <summary>The address, when it is fetched by address.</summary>
    public string? Url { get; init; }

    public string? Name { get; init; }

    /// <summary>MIME type with its parameters, as sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Lower-case hex, when the provider gives it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its name in our container of attachments, for a file that came with the request.</summary>
    public string? Blob { get; init; }

    /// <summary>The bytes of such a file, until they are kept under <see cref="Blob"/>.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? Content { get; init; }
}
