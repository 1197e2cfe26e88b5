using Omni.Functions.Contacts;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers;

/// <summary>
/// Loads what is known of the people behind contacts with as few reads as it takes: the leading identities together, their
/// profiles together with what absorbed customers may have of the contacts, and other identities only when no profile has them.
/// </summary>
public sealed class CustomerLookup(ICustomerStore store, ICustomerPairs pairs, CustomerCache cache, ResolutionOptions options)
{
    /// <remarks>
    /// After a conflict the look-up is <c>fresh</c>: what is remembered is not to be trusted. Nor is it where there is something to weigh:
    /// links are claimed and customers merged before a write of theirs could tell that somebody else has written them.
    /// </remarks>
    public async Task<KnownCustomers> LoadAsync(IReadOnlyList<Contact> contacts, bool fresh, CancellationToken cancellation)
    {
        var known = new KnownCustomers(options.IdSalt)
        {
            IsUnsettled = contacts.Count > 1 && contacts.Any(static contact => contact.Change is not null || contact.From.Decisive.Any(static identity => identity.IsEnded)),
        };
        await AddLinksAsync(known, LeadingOf(contacts), fresh, cancellation);
        await AddCustomersAsync(known, contacts, fresh, cancellation);

        var others = contacts.SelectMany(contact => OthersOf(contact, known, options.DefaultRegion)).ToList();
        if (others.Count > 0 && known.IsRemembered)
            return await LoadAsync(contacts, fresh: true, cancellation);
        if (others.Count > 0)
        {
            await AddLinksAsync(known, others, fresh: true, cancellation);
            await AddCustomersAsync(known, contacts, fresh: true, cancellation);
        }

        await AddPairsAsync(known, contacts, cancellation);
        return known;
    }

    /// <summary>Only contacts that could make several customers one ask who is to be kept apart: of a batch all that have to do with one another.</summary>
    private async Task AddPairsAsync(KnownCustomers known, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var members = ResolutionRules.GroupsOf(contacts, known, options).Select(group => RootsOf(group, known)).Where(static roots => roots.Count > 1)
            .SelectMany(static roots => roots).Distinct(StringComparer.Ordinal)
            .SelectMany(id => known.ProfileOf(id).Profile.Absorbed.Append(id)).ToList();
        if (members.Count == 0)
            return;
        foreach (var pair in await pairs.FindOfAsync(members, PairState.Apart, cancellation))
            known.Add(pair);
    }

    private static HashSet<string> RootsOf(IReadOnlyList<Contact> group, KnownCustomers known)
    {
        var roots = new HashSet<string>(StringComparer.Ordinal);
        foreach (var contact in group)
        {
            foreach (var identity in contact.From.Decisive)
            {
                if (known.CustomerOf(identity, contact.OccurredAt) is { } root)
                    roots.Add(root);
            }
        }

        return roots;
    }

    private static IEnumerable<Identity> LeadingOf(IReadOnlyList<Contact> contacts) =>
        contacts.Where(static contact => contact.From.Decisive.Count > 0).Select(static contact => contact.From.Decisive[0]);

    private IEnumerable<string> NewIds(IReadOnlyList<Contact> contacts, KnownCustomers known)
    {
        foreach (var contact in contacts)
        {
            if (contact.From.Decisive is not [var leading, ..] || known.LinkOf(leading) is null)
                yield return CustomerId.From(options.IdSalt.Span, contact);
            if (known.MayStandAlone(contact))
                yield return CustomerId.OfContact(options.IdSalt.Span, contact);
        }
    }

    /// <summary>The identities besides the leading one that have to be looked up: those that are not settled by the profile it leads to.</summary>
    internal static IEnumerable<Identity> OthersOf(Contact contact, KnownCustomers known, string defaultRegion)
    {
        if (contact.From.Decisive is not [var leading, ..])
            return [];
        var customer = known.CustomerOf(leading, contact.OccurredAt);
        var profile = customer is null ? null : known.ProfileOf(customer).Profile;
        if (profile is not null)
            contact = CrmCorrections.Mark(contact, profile, defaultRegion);
        return contact.From.Decisive.Skip(1)
            .Where(identity => identity.IsEnded || profile?.HasSettled(identity, contact) != true);
    }

    private async Task AddLinksAsync(KnownCustomers known, IEnumerable<Identity> identities, bool fresh, CancellationToken cancellation)
    {
        var missing = new Dictionary<string, Identity>(StringComparer.Ordinal);
        foreach (var identity in identities)
        {
            known.Ask(identity);
            if (known.LinkOf(identity) is not null)
                continue;
            if (!fresh && cache.LinkOf(identity) is { } remembered)
                known.Remind(remembered);
            else
                missing[identity.Key] = identity;
        }

        if (missing.Count == 0)
            return;

        foreach (var link in await store.FindLinksAsync(missing.Values, cancellation))
            known.Add(link);
    }

    /// <summary>Follows the links to the living; each customer found frozen on the way may have the contacts that came over it.</summary>
    private async Task AddCustomersAsync(KnownCustomers known, IReadOnlyList<Contact> contacts, bool fresh, CancellationToken cancellation)
    {
        string[] starts = [.. known.Links.SelectMany(link => contacts.SelectMany(contact => link.HoldersAround(contact.OccurredAt))).Distinct(), .. NewIds(contacts, known)];
        while (true)
        {
            var customers = UnreadOf(starts, known, fresh);
            var entries = contacts.SelectMany(known.FormerEntriesOf).Where(entry => !known.HasLookedFor(entry)).ToHashSet();
            if (customers.Count + entries.Count == 0)
                return;

            var found = await store.FindAsync(customers, entries, cancellation);
            foreach (var customer in customers)
                known.Add(new StoredProfile(Profile.Empty(customer), null));
            foreach (var stored in found.Profiles)
            {
                known.Add(stored);
                cache.Remember(stored);
            }

            foreach (var entry in entries)
                known.Add(entry, found.Entries.Contains(entry));
        }
    }

    /// <summary>Where the ways end that begin here, as far as they are known.</summary>
    private HashSet<string> UnreadOf(IEnumerable<string> starts, KnownCustomers known, bool fresh)
    {
        var unread = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in starts)
        {
            var root = known.RootOf(start);
            while (!fresh && !known.HasProfileOf(root) && cache.ProfileOf(root) is { } remembered)
            {
                known.Remind(remembered);
                root = known.RootOf(root);
            }

            if (!known.HasProfileOf(root))
                unread.Add(root);
        }

        return unread;
    }
}
