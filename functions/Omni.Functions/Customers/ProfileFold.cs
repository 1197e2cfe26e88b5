using Omni.Functions.Contacts;
using Omni.Functions.Customers.Golden;

namespace Omni.Functions.Customers;

/// <summary>
/// How contacts become a profile. <see cref="Combine"/> is commutative and associative, so the order of arrival cannot matter;
/// that no contact counts twice is the timeline's part (an entry is created once, in the same write).
/// </summary>
public static class ProfileFold
{
    /// <summary>A shared address in a public form must not grow a document without end.</summary>
    public const int IdentityLimit = 100;

    private const int NameLimit = 200;

    public static Profile Add(Profile profile, IEnumerable<Contact> contacts) =>
        contacts.Aggregate(profile, static (folded, contact) => Combine(folded, Of(folded.Id, contact)));

    /// <summary>Counts a frozen customer in, once: the second time changes nothing.</summary>
    public static Profile Absorb(Profile survivor, Profile frozen)
    {
        if (survivor.Absorbed.Contains(frozen.Id))
            return survivor;

        return Combine(survivor, frozen) with
        {
            Absorbed = [.. survivor.Absorbed.Concat(frozen.Absorbed).Append(frozen.Id).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    public static Profile Freeze(Profile profile, string survivor, MergeEvidence evidence) =>
        profile with { MergedInto = survivor, MergeEvidence = evidence };

    private static Profile Of(string id, Contact contact)
    {
        var at = contact.OccurredAt.ToUniversalTime();
        var sighting = new Sighting(at, contact.Id);
        var name = Clip(contact.From.DisplayName);
        var language = Clip(contact.From.Language);
        var person = new Profile
        {
            Id = id,
            DisplayName = name,
            DisplayNameFrom = name is null ? null : sighting,
            Language = language,
            LanguageFrom = language is null ? null : sighting,
            Identities = ProfileIdentities.Of(contact),
            Mentioned = ProfileIdentities.MentionedIn(contact),
            Consents = ProfileConsents.Of(contact, sighting),
        };
        return contact.Change is { } change
            ? person with { CrmRecords = CrmRecords.Of(change), LastChangeAt = at }
            : contact.Kind is ContactKind.Correction or ContactKind.Consent or ContactKind.HandOff ? person with { LastChangeAt = at }
            : Counted(person with { Fields = ContactFields.Of(contact, sighting) }, contact, at);
    }

    private static Profile Counted(Profile person, Contact contact, DateTimeOffset at) =>
        person with
        {
            ContactCount = 1,
            ContactsByChannel = new Dictionary<string, long> { [contact.Channel] = 1 },
            ContactsByKind = new Dictionary<string, long> { [KindName(contact.Kind)] = 1 },
            FirstContactAt = at,
            LastContactAt = at,
            LastInboundAt = AnswerRules.WantsAnswer(contact) ? at : null,
            LastOutboundAt = AnswerRules.IsAnswer(contact) ? at : null,
            LastContactId = contact.Id,
            LastChannel = contact.Channel,
        };

    private static Profile Combine(Profile left, Profile right)
    {
        var name = Sighting.IsNewer(left.DisplayNameFrom, right.DisplayNameFrom) ? right : left;
        var language = Sighting.IsNewer(left.LanguageFrom, right.LanguageFrom) ? right : left;
        var last = Sighting.IsNewer(LastOf(left), LastOf(right)) ? right : left;
        return left with
        {
            DisplayName = name.DisplayName,
            DisplayNameFrom = name.DisplayNameFrom,
            Language = language.Language,
            LanguageFrom = language.LanguageFrom,
            Identities = ProfileIdentities.Union(left.Identities, right.Identities, IdentityLimit),
            Mentioned = ProfileIdentities.Union(left.Mentioned, right.Mentioned, IdentityLimit),
            ContactCount = left.ContactCount + right.ContactCount,
            ContactsByChannel = Sum(left.ContactsByChannel, right.ContactsByChannel),
            ContactsByKind = Sum(left.ContactsByKind, right.ContactsByKind),
            FirstContactAt = Earlier(left.FirstContactAt, right.FirstContactAt),
            LastContactAt = last.LastContactAt,
            LastInboundAt = Later(left.LastInboundAt, right.LastInboundAt),
            LastOutboundAt = Later(left.LastOutboundAt, right.LastOutboundAt),
            LastContactId = last.LastContactId,
            LastChannel = last.LastChannel,
            CrmRecords = CrmRecords.Union(left.CrmRecords, right.CrmRecords),
            LastChangeAt = Later(left.LastChangeAt, right.LastChangeAt),
            Fields = FieldValues.Union(left.Fields, right.Fields),
            Consents = ProfileConsents.Union(left.Consents, right.Consents),
        };
    }

    private static Sighting? LastOf(Profile profile) =>
        profile.LastContactId is { } id ? new Sighting(profile.LastContactAt, id) : null;

    private static SortedDictionary<string, long> Sum(IReadOnlyDictionary<string, long> left, IReadOnlyDictionary<string, long> right)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, count) in left)
            sum[name] = count;
        foreach (var (name, count) in right)
            sum[name] = sum.GetValueOrDefault(name) + count;
        return sum;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right > left ? right : left;

    private static string? Clip(string? text)
    {
        text = text?.Trim();
        return string.IsNullOrEmpty(text) ? null : WholeCharacters.First(text, NameLimit);
    }

    private static string KindName(ContactKind kind) => kind switch
    {
        ContactKind.Message => "message",
        ContactKind.Call => "call",
        ContactKind.Form => "form",
        ContactKind.Chat => "chat",
        ContactKind.Event => "event",
        ContactKind.Receipt => "receipt",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
