using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Who the contacts belong to, decided from the contacts and what is known. Any exact identity joins, whatever its trust.
/// Of several customers the one with the ordinally smallest id survives: opposite merges at the same moment choose alike.
/// </summary>
public static class ResolutionRules
{
    public static IReadOnlyList<Resolution> Decide(IReadOnlyList<Contact> contacts, KnownCustomers known, ReadOnlyMemory<byte> salt)
    {
        var people = new PeopleInBatch(contacts.Count);
        for (var i = 0; i < contacts.Count; i++)
        {
            foreach (var token in TokensOf(contacts[i], known, salt.Span))
                people.Connect(i, token);
        }

        return [.. people.Groups().Select(group => Resolve([.. group.Select(i => contacts[i])], known, salt.Span))];
    }

    private static List<string> TokensOf(Contact contact, KnownCustomers known, ReadOnlySpan<byte> salt)
    {
        var identities = contact.From.Decisive;
        if (identities.Count == 0)
            return [known.RootOf(CustomerId.From(salt, contact))];

        // An identity on the profile needs no link of its own to be looked up.
        var leading = known.CustomerOf(identities[0]);
        var profile = leading is null ? null : known.ProfileOf(leading).Profile;
        var tokens = new List<string>(identities.Count);
        foreach (var identity in identities)
            tokens.Add(known.CustomerOf(identity) ?? (profile?.Knows(identity) == true ? leading! : identity.Key));
        return tokens;
    }

    private static Resolution Resolve(List<Contact> contacts, KnownCustomers known, ReadOnlySpan<byte> salt)
    {
        var links = LinksOf(contacts, known);
        var customers = links.Select(link => known.RootOf(link.CustomerId)).ToHashSet(StringComparer.Ordinal);
        if (customers.Count == 0)
            customers.Add(known.RootOf(CustomerId.From(salt, FirstOf(contacts))));

        var survivor = customers.Min(StringComparer.Ordinal)!;
        return new Resolution
        {
            CustomerId = survivor,
            Contacts = contacts,
            Claims = ClaimsOf(contacts, known, customers, survivor),
            Merges = [.. customers.Where(id => id != survivor).Order(StringComparer.Ordinal)
                .Select(id => new Merge(id, EvidenceFor(id, contacts, known)))],
            Frozen = [.. links.SelectMany(link => known.FrozenBefore(link.CustomerId)).DistinctBy(static frozen => frozen.Id)],
        };
    }

    private static List<IdentityLink> LinksOf(List<Contact> contacts, KnownCustomers known) =>
        [.. contacts.SelectMany(static contact => contact.From.Decisive)
            .Select(known.LinkOf).OfType<IdentityLink>()
            .DistinctBy(static link => (link.Kind, link.Value))];

    private static List<IdentityLink> ClaimsOf(
        List<Contact> contacts, KnownCustomers known, IEnumerable<string> customers, string survivor)
    {
        var profiles = customers.Select(id => known.ProfileOf(id).Profile).ToList();
        return [.. contacts
            .SelectMany(static contact => contact.From.Decisive, static (contact, identity) => (contact, identity))
            .Where(pair => known.LinkOf(pair.identity) is null && !profiles.Exists(profile => profile.Knows(pair.identity)))
            .DistinctBy(static pair => pair.identity.Key)
            .Select(pair => IdentityLink.To(survivor, pair.identity, pair.contact))];
    }

    /// <summary>The contact that ties this customer to others; with several, the first that names it.</summary>
    private static MergeEvidence EvidenceFor(string customerId, List<Contact> contacts, KnownCustomers known)
    {
        var naming = contacts.Where(contact => contact.From.Decisive.Any(identity => known.CustomerOf(identity) == customerId)).ToList();
        var contact = naming.Find(static contact => contact.From.Decisive.Count > 1) ?? naming[0];
        return new MergeEvidence(contact.Id, contact.OccurredAt, contact.From.Decisive);
    }

    private static Contact FirstOf(List<Contact> contacts) =>
        contacts.MinBy(static contact => (contact.OccurredAt, contact.Id), Comparer<(DateTimeOffset At, string Id)>.Create(
            static (left, right) => left.At != right.At
                ? left.At.CompareTo(right.At)
                : string.CompareOrdinal(left.Id, right.Id)))!;
}
