using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>Whose identity it is. Created, never blindly overwritten: whoever creates it first decides.</summary>
public sealed record IdentityLink
{
    public const int LongestPast = 20;

    private const int LongestId = 255;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:+@._-");

    public string Id => IdOf(Kind, Value);

    public required string Kind { get; init; }

    public required string Value { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>
    /// Where it led before, once for each time its customer was absorbed: of keyed hashes the smallest survives, so that is about the
    /// logarithm of the merges.
    /// </summary>
    public IReadOnlyList<FormerCustomer> Formerly { get; init; } = [];

    public required Trust Trust { get; init; }

    [JsonConverter(typeof(UtcMilliseconds))]
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>The contact that brought the identity to this customer.</summary>
    public required string Evidence { get; init; }

    public LinkRule Rule { get; init; }

    /// <summary>From then on it leads to nobody, until somebody else comes with it; null while it leads to the customer.</summary>
    [JsonConverter(typeof(UtcMilliseconds))]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whose it was before, the earliest first; at most <see cref="LongestPast"/>.</summary>
    public IReadOnlyList<PastOwner> Past { get; init; } = [];

    /// <summary>
    /// Whoever became one customer because of this value: customers absorbed, identities that came along. A value that joins too many is not
    /// one person's.
    /// </summary>
    public IReadOnlyList<JoinedBy> Joined { get; init; } = [];

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    [JsonIgnore]
    public string Key => $"{Kind}:{Value}";

    public static IdentityLink To(string customerId, Identity identity, Contact evidence, LinkRule rule = LinkRule.SameContact) => new()
    {
        Kind = identity.Kind,
        Value = identity.Value,
        CustomerId = customerId,
        Trust = identity.Trust,
        FirstSeenAt = evidence.OccurredAt,
        Evidence = evidence.Id,
        Rule = rule,
    };

    /// <summary>Whose it was at a moment; null when nobody's.</summary>
    public string? OwnerAt(DateTimeOffset moment) => PastAt(moment) is { } past ? past.CustomerId : moment >= EndedAt ? null : CustomerId;

    /// <summary>Where it led before those whose it was, or is, were absorbed.</summary>
    [JsonIgnore]
    public IEnumerable<FormerCustomer> EverFormerly => Formerly.Concat(Past.SelectMany(static past => past.Formerly));

    private PastOwner? PastAt(DateTimeOffset moment)
    {
        foreach (var past in Past)
        {
            if (moment < past.Until)
                return past;
        }

        return null;
    }

    /// <summary>Since when whoever had it at a moment is known to have had it.</summary>
    public DateTimeOffset? SinceAt(DateTimeOffset moment) => PastAt(moment) is { } past ? past.Since : FirstSeenAt;

    /// <summary>Whose it was until a moment, at which they gave it up.</summary>
    public string? OwnerUntil(DateTimeOffset moment)
    {
        foreach (var past in Past)
        {
            if (moment <= past.Until)
                return past.CustomerId;
        }

        return moment > EndedAt ? null : CustomerId;
    }

    /// <summary>
    /// Everybody who may have a contact: it was resolved when less was known of when the identity changed hands. A clock that is ahead does not
    /// hide it, since nothing happens after it was told.
    /// </summary>
    public IEnumerable<string> HoldersAround(Contact contact)
    {
        var moment = contact.OccurredAt < contact.ReceivedAt ? contact.OccurredAt : contact.ReceivedAt;
        return Past.Where(past => !(moment - past.Until > FormerCustomer.LongestRedelivery)).Select(static past => past.CustomerId).Prepend(CustomerId).Distinct();
    }

    public IdentityLink End(DateTimeOffset at) => this with { EndedAt = at };

    /// <summary>From now on another customer's, until it ends if that is known already; who had it keeps what came before.</summary>
    public IdentityLink PassTo(string customerId, Identity identity, Contact evidence, LinkRule rule)
    {
        var isEndedLater = EndedAt > evidence.OccurredAt;
        return To(customerId, identity, evidence, rule) with
        {
            Past = [.. Past.Append(new PastOwner(CustomerId, FirstSeenAt, isEndedLater ? evidence.OccurredAt : EndedAt ?? evidence.OccurredAt, Evidence, Rule) { Formerly = Formerly }).TakeLast(LongestPast)],
            EndedAt = isEndedLater ? EndedAt : null,
            ETag = ETag,
        };
    }

    /// <summary>Whoever has it now has had it from then on; before, it was this customer's, of whom only their giving it up is known.</summary>
    public IdentityLink AfterPast(string customerId, Contact evidence) => this with
    {
        Past = [new PastOwner(customerId, null, evidence.OccurredAt, evidence.Id, LinkRule.Changed), .. Past],
    };

    public bool HasJoined(int others) => Joined.Count >= others;

    /// <summary>A contact joins one at most: where rivals took somebody else first, it is who came last.</summary>
    public IdentityLink Join(string other, Contact contact) => Joined.Any(joined => joined.Who == other)
        ? this
        : this with { Joined = [.. Joined.Where(joined => joined.ContactId != contact.Id), new JoinedBy(other, contact.Id)] };

    /// <summary>
    /// <c>kind:value</c> with everything unusual as <c>~hh</c>: Cosmos ids take no <c>/ \ ? #</c>, and a percent sign does not survive
    /// its way through addresses. What would be too long is hashed.
    /// </summary>
    public static string IdOf(string kind, string value)
    {
        var key = $"{kind}:{value}";
        var escaped = key.AsSpan().ContainsAnyExcept(Plain) ? Escape(key) : key;
        return escaped.Length <= LongestId
            ? escaped
            : $"{Escape(kind)[..Math.Min(kind.Length, 40)]}:~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)unit))
                escaped.Append((char)unit);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"~{unit:x2}");
        }

        return escaped.ToString();
    }
}
