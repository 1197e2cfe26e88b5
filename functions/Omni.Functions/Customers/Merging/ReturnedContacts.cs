using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Puts contacts that are stored with one customer onto the timeline of the one their leading identity leads to now, or else of the one who
/// returns. They are on both then, until they are taken off the other.
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
    /// <param name="home">Who returns, and is alive: whose they are where their leading identity was given up with them, or leads to whom they leave.</param>
    /// <param name="contacts">Each has a leading identity.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when a rival changed the picture.</returns>
    public async Task<bool> PlaceAsync(string from, string home, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        foreach (var part in contacts.Chunk(ContactsAtOnce))
        {
            // The other identities decide nothing here: the contact may tie the very customers that are parted.
            var known = await _lookup.LoadAsync([.. part.Select(ByLeadingAlone)], fresh: true, cancellation);
            foreach (var stored in await _store.FindProfilesAsync([home], cancellation))
                known.Add(stored);
            foreach (var group in part.GroupBy(contact => known.CustomerOf(contact.From.Decisive[0], contact.OccurredAt) is { } led && led != from ? led : home))
            {
                if (!await AddAsync(from, group.Key, [.. group], known, cancellation))
                    return false;
            }
        }

        return true;
    }

    private static Contact ByLeadingAlone(Contact contact) =>
        contact with { From = contact.From with { Identities = [contact.From.Decisive[0]] } };

    private async Task<bool> AddAsync(string from, string customerId, IReadOnlyList<Contact> contacts, KnownCustomers known, CancellationToken cancellation)
    {
        var way = contacts.Select(contact => known.LinkOf(contact.From.Decisive[0])).OfType<IdentityLink>()
            .SelectMany(link => known.FrozenBefore(link.CustomerId)).DistinctBy(static frozen => frozen.Id).ToList();
        var before = known.ProfileOf(customerId);
        var written = await _store.FindEntriesAsync(customerId, [.. contacts.Select(static contact => contact.Id)], cancellation);
        if (await _absorption.FindUnabsorbedAsync(before.Profile, way, cancellation) is not { } unabsorbed
            || !await _commit.ExecuteAsync(before, unabsorbed, contacts, IsWritten, cancellation))
            return false;

        // Delivered again meanwhile, the contact may be there without the news of it that the other entry has.
        foreach (var contact in contacts)
        {
            if (contact.MayGrow)
                await _store.JoinNewsAsync(FormerEntryOf(contact) ?? new EntryKey(customerId, contact.Id), contact, cancellation);
        }

        return true;

        bool IsWritten(Contact contact) => written.Contains(contact.Id) || FormerEntryOf(contact) is not null;
        EntryKey? FormerEntryOf(Contact contact) => known.FormerEntryOf(contact) is { } entry && entry.CustomerId != from ? entry : null;
    }
}
