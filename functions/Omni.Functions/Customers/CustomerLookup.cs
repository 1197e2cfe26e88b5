using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Loads what is known of the people behind contacts with as few reads as it takes: the leading identities together, their
/// profiles together, and other identities only when no profile has them.
/// </summary>
public sealed class CustomerLookup(ICustomerStore store, CustomerCache cache, ResolutionOptions options)
{
    /// <remarks>After a conflict the look-up is <c>fresh</c>: what is remembered is not to be trusted.</remarks>
    public async Task<KnownCustomers> LoadAsync(IReadOnlyList<Contact> contacts, bool fresh, CancellationToken cancellation)
    {
        var links = new Dictionary<string, IdentityLink>(StringComparer.Ordinal);
        var profiles = new Dictionary<string, StoredProfile>(StringComparer.Ordinal);

        await AddLinksAsync(links, LeadingOf(contacts), fresh, cancellation);
        await AddProfilesAsync(profiles, [.. links.Values.Select(static link => link.CustomerId), .. NewIds(contacts, links)], fresh, cancellation);

        var known = new KnownCustomers(links.Values, profiles.Values);
        var others = contacts.SelectMany(contact => OthersOf(contact, known)).ToList();
        if (others.Count == 0)
            return known;

        await AddLinksAsync(links, others, fresh, cancellation);
        await AddProfilesAsync(profiles, [.. links.Values.Select(static link => link.CustomerId)], fresh, cancellation);
        return new KnownCustomers(links.Values, profiles.Values);
    }

    private static IEnumerable<Identity> LeadingOf(IReadOnlyList<Contact> contacts) =>
        contacts.Where(static contact => contact.From.Identities.Count > 0).Select(static contact => contact.From.Identities[0]);

    private IEnumerable<string> NewIds(IReadOnlyList<Contact> contacts, Dictionary<string, IdentityLink> links) =>
        contacts
            .Where(contact => contact.From.Identities is not [var leading, ..] || !links.ContainsKey(leading.Key))
            .Select(contact => CustomerId.From(options.IdSalt.Span, contact));

    private static IEnumerable<Identity> OthersOf(Contact contact, KnownCustomers known)
    {
        if (contact.From.Identities.Count < 2)
            return [];

        var customer = known.CustomerOf(contact.From.Identities[0]);
        var profile = customer is null ? null : known.ProfileOf(customer).Profile;
        return contact.From.Identities.Skip(1).Where(identity => profile?.Knows(identity) != true);
    }

    private async Task AddLinksAsync(
        Dictionary<string, IdentityLink> links, IEnumerable<Identity> identities, bool fresh, CancellationToken cancellation)
    {
        var missing = new Dictionary<string, Identity>(StringComparer.Ordinal);
        foreach (var identity in identities)
        {
            if (links.ContainsKey(identity.Key))
                continue;
            if (!fresh && cache.LinkOf(identity) is { } remembered)
                links[identity.Key] = remembered;
            else
                missing[identity.Key] = identity;
        }

        if (missing.Count == 0)
            return;

        foreach (var link in await store.FindLinksAsync(missing.Values, cancellation))
        {
            links[link.Key] = link;
            cache.Remember(link);
        }
    }

    private async Task AddProfilesAsync(
        Dictionary<string, StoredProfile> profiles, IReadOnlyCollection<string> customerIds, bool fresh, CancellationToken cancellation)
    {
        var wanted = customerIds.ToHashSet(StringComparer.Ordinal);
        while (wanted.Count > 0)
        {
            var missing = wanted.Where(id => !profiles.ContainsKey(id)).ToList();
            var found = fresh ? [] : missing.Select(cache.ProfileOf).OfType<StoredProfile>().ToList();
            missing.RemoveAll(id => found.Exists(stored => stored.Profile.Id == id));
            if (missing.Count > 0)
                found.AddRange(await store.FindProfilesAsync(missing, cancellation));

            wanted.Clear();
            foreach (var stored in found)
            {
                profiles[stored.Profile.Id] = stored;
                cache.Remember(stored);
                if (stored.Profile.MergedInto is { } survivor && !profiles.ContainsKey(survivor))
                    wanted.Add(survivor);
            }
        }
    }
}
