using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Puts contacts that are stored with one customer onto the timeline of the one their leading identity leads to now. They are on both
/// then, until they are taken off the other.
/// </summary>
public sealed class ReturnedContacts
{
    private const int ContactsAtOnce = 90;

    private readonly ICustomerStore _store;
    private readonly CustomerLookup _lookup;
    private readonly Absorption _absorption;
    private readonly PartwiseCommit _commit;

    public ReturnedContacts(ICustomerStore store, CustomerCache cache, CustomerLookup lookup)
    {
        (_store, _lookup) = (store, lookup);
        _absorption = new Absorption(store, cache);
        _commit = new PartwiseCommit(store, cache, arrivals: null);
    }

    /// <param name="from">Whose timeline they are to leave.</param>
    /// <param name="contacts">Each has a leading identity.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when a rival changed the picture, so that one of them leads to whom it is to leave.</returns>
    public async Task<bool> PlaceAsync(string from, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        foreach (var part in contacts.Chunk(ContactsAtOnce))
        {
            // The other identities decide nothing here: the contact may tie the very customers that are parted.
            var known = await _lookup.LoadAsync([.. part.Select(ByLeadingAlone)], fresh: true, cancellation);
            if (part.Any(contact => known.FormerEntriesOf(contact).Any(entry => entry.CustomerId == from)))
                return false;
            foreach (var group in part.GroupBy(contact => known.CustomerOf(contact.From.Decisive[0], contact.OccurredAt)))
            {
                if (group.Key == from || group.Key is not { } customerId || !await AddAsync(customerId, [.. group], known, cancellation))
                    return false;
            }
        }

        return true;
    }

    private static Contact ByLeadingAlone(Contact contact) =>
        contact with { From = contact.From with { Identities = [contact.From.Decisive[0]] } };

    private async Task<bool> AddAsync(string customerId, IReadOnlyList<Contact> contacts, KnownCustomers known, CancellationToken cancellation)
    {
        var way = contacts.Select(contact => known.LinkOf(contact.From.Decisive[0])).OfType<IdentityLink>()
            .SelectMany(link => known.FrozenBefore(link.CustomerId)).DistinctBy(static frozen => frozen.Id).ToList();
        var before = known.ProfileOf(customerId);
        if (await _absorption.FindUnabsorbedAsync(before.Profile, way, cancellation) is not { } unabsorbed
            || !await _commit.ExecuteAsync(before, unabsorbed, contacts, known.IsWritten, cancellation))
            return false;

        // Delivered again meanwhile, the contact may be there without the news of it that the other entry has.
        foreach (var contact in contacts)
        {
            if (contact.Call is { } call)
                await _store.JoinCallAsync(known.FormerEntryOf(contact) ?? new EntryKey(customerId, contact.Id), call, cancellation);
        }

        return true;
    }
}
