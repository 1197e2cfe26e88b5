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
    public Task<KnownCustomers> LoadAsync(IReadOnlyList<Contact> contacts, bool fresh, CancellationToken cancellation) =>
        LoadAsync(contacts, fresh, [], cancellation);

    /// <param name="contacts">In the order of arrival.</param>
    /// <param name="fresh">Nothing that is remembered will do.</param>
    /// <param name="begun">Customers whose merge an earlier attempt began.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<KnownCustomers> LoadAsync(
        IReadOnlyList<Contact> contacts, bool fresh, IReadOnlyCollection<string> begun, CancellationToken cancellation)
    {
        var known = new KnownCustomers(options.IdSalt)
        {
            Begun = begun,
            IsUnsettled = contacts.Count > 1 && contacts.Any(static contact => contact.Change is not null || contact.From.Decisive.Any(static identity => identity.IsEnded)),
        };
        var links = new LinkLookup(store, cache, known);
        await links.AddLeadingAsync(contacts, fresh, cancellation);
        await AddCustomersAsync(known, contacts, fresh, cancellation);

        await links.ReadAsync([.. contacts.SelectMany(contact => MentionedOf(contact, known))], cancellation);
        var others = contacts.SelectMany(contact => OthersOf(contact, known, links.Find, options)).ToList();
        if (others.Count > 0 && known.IsRemembered)
            return await LoadAsync(contacts, fresh: true, begun, cancellation);
        if (others.Count > 0)
        {
            await links.AddAsync(others, cancellation);
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

    /// <summary>
    /// The identities besides the leading one that have to be looked up: those that are not settled by the profile it leads to. Where the leading
    /// one need not have become the customer's by the contact, since somebody typed it or gave it up, any of them may tell where the contact is.
    /// </summary>
    internal static IEnumerable<Identity> OthersOf(
        Contact contact, KnownCustomers known, Func<Identity, IdentityLink?> linkOf, ResolutionOptions options)
    {
        if (contact.From.Decisive is not [var leading, ..])
            return [];
        var customer = known.CustomerOf(leading, contact.OccurredAt);
        var profile = customer is null ? null : known.ProfileOf(customer).Profile;
        if (profile is not null)
            contact = CrmCorrections.Mark(contact, profile, options.DefaultRegion);
        return contact.From.Decisive.Skip(1)
            .Where(identity => identity.IsEnded || leading.IsEnded || leading.Trust == Trust.Claimed || profile?.HasSettled(identity, contact) != true || IsFreed(identity));

        bool IsFreed(Identity identity) =>
            !profile.KnewAt(identity, contact.OccurredAt) && linkOf(identity)?.OwnerAt(contact.OccurredAt) is null
            && Dossier.Of(profile).HasRoomFor(identity, options.Identities.Limits);
    }

    /// <summary>Those of which is known that they do not lead to the customer. They may, once nobody has them or the customer has fewer.</summary>
    private static IEnumerable<Identity> MentionedOf(Contact contact, KnownCustomers known)
    {
        if (contact.From.Decisive is not [var leading, _, ..] || known.CustomerOf(leading, contact.OccurredAt) is not { } customer)
            return [];
        var profile = known.ProfileOf(customer).Profile;
        return contact.From.Decisive.Skip(1).Where(identity => profile.Mentions(identity) && !profile.KnewAt(identity, contact.OccurredAt));
    }

    /// <summary>Follows the links to the living; each customer found frozen on the way may have the contacts that came over it.</summary>
    private async Task AddCustomersAsync(KnownCustomers known, IReadOnlyList<Contact> contacts, bool fresh, CancellationToken cancellation)
    {
        string[] starts = [.. known.Links.SelectMany(link => contacts.SelectMany(contact => link.HoldersAround(contact))).Distinct(), .. NewIds(contacts, known), .. known.Begun];
        while (true)
        {
            var customers = UnreadOf(starts.Concat(contacts.Select(known.HolderOf).OfType<string>()), known, fresh);
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
