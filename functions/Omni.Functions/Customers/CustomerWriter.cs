using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>
/// Carries a resolution out, in an order that a crash between any two writes cannot spoil: claims, then freezing what is absorbed,
/// then entries together with the profile, then links. Each step repeated is harmless, so redelivery finishes what was begun.
/// </summary>
public sealed class CustomerWriter(ICustomerStore store, ICustomerPairs pairs, CustomerCache cache, TimeProvider clock)
{
    /// <summary>A transactional batch takes 100 operations; one is the profile, and a merge leaves an entry as a contact does.</summary>
    private const int EntriesAtOnce = 90;

    private const int AbsorbedAtOnce = 50;

    /// <returns>
    /// The contacts that are still to be resolved, from the start, because the picture has changed; none when all is written.
    /// </returns>
    public async Task<IReadOnlyList<Contact>> WriteAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        if (!await ClaimAsync(resolution.Claims, cancellation))
            return resolution.Contacts;
        if (!await new Dispossession(store, cache).TellAsync(resolution, known, cancellation))
            return resolution.Contacts;
        foreach (var pair in resolution.Suggestions)
            await pairs.AddAsync(pair, cancellation);
        if (resolution.Merges.Count > 0)
        {
            // Whoever resolves the contacts next finds the frozen customers on the way, as after a crash, and absorbs them.
            foreach (var merge in resolution.Merges)
                await FreezeAsync(known.ProfileOf(merge.Absorbed), resolution.CustomerId, merge.Evidence, cancellation);
            return resolution.Contacts;
        }

        var before = known.ProfileOf(resolution.CustomerId);
        var (_, absorbed) = Absorb(before.Profile, resolution.Frozen);
        if (!await CommitAsync(before, absorbed, Fresh(resolution.Contacts, known.IsWritten), cancellation))
            return resolution.Contacts;

        Remember(resolution, known);
        if (resolution.Frozen.Count > 0)
            await ShortenAsync(resolution, known, cancellation);
        await TellNewsAsync(resolution, known, cancellation);
        return [];
    }

    /// <summary>News of a contact that came before it, or with it, are in its entry by now, and adding them again changes nothing.</summary>
    private async Task TellNewsAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        foreach (var contact in resolution.Contacts)
        {
            if (contact is { Revision: not null, Call: { } call })
                await store.JoinCallAsync(known.FormerEntryOf(contact) ?? new EntryKey(resolution.CustomerId, contact.Id), call, cancellation);
        }
    }

    private async Task<bool> ClaimAsync(IReadOnlyList<IdentityLink> claims, CancellationToken cancellation)
    {
        var won = await Task.WhenAll(claims.Select(claim => ClaimAsync(claim, cancellation)));
        return !won.Contains(false);
    }

    private Task<bool> ClaimAsync(IdentityLink claim, CancellationToken cancellation)
    {
        if (claim.ETag is null)
            return store.ClaimAsync(claim, cancellation);
        cache.Forget(new Identity(claim.Kind, claim.Value, claim.Trust));
        return store.RepointAsync(claim, cancellation);
    }

    /// <summary>The links were right for the profile that has just been replaced.</summary>
    private void Remember(Resolution resolution, KnownCustomers known)
    {
        var changed = resolution.Claims.Select(static claim => claim.Key).ToHashSet(StringComparer.Ordinal);
        var unchanged = resolution.Contacts.SelectMany(static contact => contact.From.Decisive).Select(known.LinkOf).OfType<IdentityLink>();
        var links = resolution.Claims.Where(static claim => claim.ETag is null).Concat(unchanged.Where(link => !changed.Contains(link.Key)));
        foreach (var link in links.Where(link => link.CustomerId == resolution.CustomerId))
            cache.Remember(link);
    }

    private async Task FreezeAsync(StoredProfile stored, string survivor, MergeEvidence evidence, CancellationToken cancellation)
    {
        // A customer with links but no profile yet gets an empty frozen one: whoever was about to create it must notice.
        var frozen = ProfileFold.Freeze(stored.Profile, survivor, evidence);
        await store.CommitAsync(new CustomerChange { Before = stored, After = frozen }, cancellation);
        cache.Forget(frozen.Id);
    }

    private static (Profile After, List<Profile> Absorbed) Absorb(Profile survivor, IEnumerable<Profile> frozen)
    {
        var absorbed = new List<Profile>();
        foreach (var profile in frozen)
        {
            if (survivor.Absorbed.Contains(profile.Id))
                continue;
            survivor = ProfileFold.Absorb(survivor, profile);
            absorbed.Add(profile);
        }

        return (survivor, absorbed);
    }

    /// <returns>
    /// False when a rival changed the picture. Nobody may shorten links then, though no contact be left: they are the only trail to
    /// a frozen customer that is not absorbed yet.
    /// </returns>
    private async Task<bool> CommitAsync(
        StoredProfile before, List<Profile> absorbed, List<Contact> contacts, CancellationToken cancellation)
    {
        var size = EntriesAtOnce;
        while (contacts.Count > 0 || absorbed.Count > 0)
        {
            var change = NextPart(before, absorbed, contacts, size);
            var commit = await store.CommitAsync(change, cancellation);
            switch (commit.Status)
            {
                case CommitStatus.Written:
                    cache.Replace(before, before = new StoredProfile(change.After, commit.ETag));
                    absorbed = [.. absorbed.Skip(change.Absorbed.Count)];
                    contacts = [.. contacts.Skip(change.Contacts.Count)];
                    Measure(change);
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

    private void Measure(CustomerChange written)
    {
        foreach (var contact in written.Contacts)
            Metrics.Stored(contact, clock.GetUtcNow());
        Metrics.Merged(written.Absorbed.Count);
    }

    private static List<Contact> Fresh(IReadOnlyList<Contact> contacts, Predicate<Contact> isWritten)
    {
        var fresh = new List<Contact>(contacts.Count);
        foreach (var contact in contacts)
        {
            if (isWritten(contact))
                Metrics.Duplicate(contact);
            else
                fresh.Add(contact);
        }

        return fresh;
    }

    private static CustomerChange NextPart(
        StoredProfile before, List<Profile> absorbed, IReadOnlyList<Contact> contacts, int size)
    {
        var (after, merges) = Absorb(before.Profile, absorbed.Take(Math.Min(size, AbsorbedAtOnce)));
        var part = contacts.Take(size - merges.Count).ToList();
        return new CustomerChange { Before = before, After = ProfileFold.Add(after, part), Contacts = part, Absorbed = merges };
    }

    private async Task<List<Contact>> WithoutEntriesAsync(
        CustomerChange change, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        if (change.Contacts is [var only])
            return Fresh(contacts, contact => contact.Id == only.Id);

        var written = await store.FindEntriesAsync(change.After.Id, [.. change.Contacts.Select(static contact => contact.Id)], cancellation);
        return Fresh(contacts, contact => written.Contains(contact.Id));
    }

    /// <summary>
    /// Spares later contacts the way over the absorbed. Identities too many for a profile are left to the contacts that bring them.
    /// </summary>
    private async Task ShortenAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        var absorbed = resolution.Frozen.Select(static frozen => frozen.Id).ToHashSet(StringComparer.Ordinal);
        var identities = resolution.Frozen.SelectMany(static frozen => frozen.Identities)
            .Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))
            .Concat(resolution.Contacts.SelectMany(static contact => contact.From.Decisive))
            .DistinctBy(static identity => identity.Key).ToList();
        foreach (var link in await store.FindLinksAsync(identities, cancellation))
        {
            // Whoever repointed it meanwhile did so for the same reason.
            if (absorbed.Contains(link.CustomerId))
                await store.RepointAsync(known.Shorten(link), cancellation);
        }

        identities.ForEach(cache.Forget);
    }
}
