using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>Writes what a customer gains, in as many writes as it takes; after each of them the profile is the fold of what is there.</summary>
internal sealed class PartwiseCommit(ICustomerStore store, CustomerCache cache, Arrivals? arrivals)
{
    /// <summary>A transactional batch takes 100 operations; one is the profile, and a merge leaves an entry as a contact does.</summary>
    private const int EntriesAtOnce = 90;

    private const int AbsorbedAtOnce = 50;

    /// <param name="before">The customer as it was read.</param>
    /// <param name="absorbed">Frozen profiles that it lacks, next to it first.</param>
    /// <param name="contacts">In the order of arrival.</param>
    /// <param name="isWritten">Tells those that are on a timeline already.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// False when a rival changed the picture. Nobody may shorten links then, though no contact be left: they are the only trail to
    /// a frozen customer that is not absorbed yet.
    /// </returns>
    public async Task<bool> ExecuteAsync(
        StoredProfile before, IReadOnlyList<Profile> absorbed, IReadOnlyList<Contact> contacts, Predicate<Contact> isWritten, CancellationToken cancellation)
    {
        contacts = Without(contacts, isWritten);
        var size = EntriesAtOnce;
        while (contacts.Count > 0 || absorbed.Count > 0)
        {
            var change = NextPart(before, absorbed, contacts, size);
            var commit = await store.CommitAsync(change, cancellation);
            switch (commit.Status)
            {
                case CommitStatus.Written:
                    cache.Replace(before, new StoredProfile(change.After, commit.ETag));
                    before = new StoredProfile(change.After, commit.ETag);
                    absorbed = [.. absorbed.Skip(change.Absorbed.Count)];
                    contacts = [.. contacts.Skip(change.Contacts.Count)];
                    arrivals?.Measure(change);
                    break;
                case CommitStatus.EntryExists when await WithoutEntriesAsync(change, contacts, cancellation) is var fewer
                    && fewer.Count < contacts.Count:
                    contacts = fewer;
                    break;
                case CommitStatus.TooLarge when change.Contacts.Count + change.Absorbed.Count is > 1 and var entries:
                    size = entries / 2;
                    break;
                default:
                    cache.Forget(change.After.Id);
                    return false;
            }
        }

        return true;
    }

    private static CustomerChange NextPart(
        StoredProfile before, IReadOnlyList<Profile> absorbed, IReadOnlyList<Contact> contacts, int size)
    {
        var merges = absorbed.Take(Math.Min(size, AbsorbedAtOnce)).ToList();
        var part = contacts.Take(size - merges.Count).ToList();
        return new CustomerChange
        {
            Before = before,
            After = ProfileFold.Add(merges.Aggregate(before.Profile, ProfileFold.Absorb), part),
            Contacts = part,
            Absorbed = merges,
        };
    }

    private async Task<List<Contact>> WithoutEntriesAsync(
        CustomerChange change, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        if (change.Contacts is [var only])
            return Without(contacts, contact => contact.Id == only.Id);

        var written = await store.FindEntriesAsync(change.After.Id, [.. change.Contacts.Select(static contact => contact.Id)], cancellation);
        return Without(contacts, contact => written.Contains(contact.Id));
    }

    private List<Contact> Without(IReadOnlyList<Contact> contacts, Predicate<Contact> isWritten)
    {
        var fresh = new List<Contact>(contacts.Count);
        foreach (var contact in contacts)
        {
            if (!isWritten(contact))
                fresh.Add(contact);
            else if (arrivals is not null)
                Metrics.Duplicate(contact);
        }

        return fresh;
    }
}
