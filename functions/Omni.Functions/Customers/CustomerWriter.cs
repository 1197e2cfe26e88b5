using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers;

/// <summary>
/// Carries a resolution out, in an order that a crash between any two writes cannot spoil: claims, then freezing what is absorbed,
/// then entries together with the profile. Each step repeated is harmless, so redelivery finishes what was begun.
/// </summary>
public sealed class CustomerWriter(ICustomerStore store, CustomerCache cache, TimeProvider clock)
{
    /// <summary>A transactional batch takes 100 operations; one is the profile, and a merge leaves an entry as a contact does.</summary>
    private const int EntriesAtOnce = 90;

    private const int AbsorbedAtOnce = 50;

    /// <summary>
    /// How late a provider may deliver a contact again: Meta tries for up to 7 days. Within it, a contact may already be on the
    /// timeline of a customer that was absorbed since: a contact of a merged customer costs one look more, four round trips instead
    /// of three, until the newest contact of the absorbed is older than this.
    /// </summary>
    private static readonly TimeSpan LongestRedelivery = TimeSpan.FromDays(7);

    /// <returns>The contacts that are still to be resolved, from the start, because a rival changed the picture; none when all is written.</returns>
    public async Task<IReadOnlyList<Contact>> WriteAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        if (!await ClaimAsync(resolution.Claims, cancellation))
            return resolution.Contacts;

        var frozen = new List<Profile>(resolution.Merges.Count + resolution.Frozen.Count);
        foreach (var merge in resolution.Merges)
        {
            if (await FreezeAsync(known.ProfileOf(merge.Absorbed), resolution.CustomerId, merge.Evidence, cancellation) is not { } profile)
                return resolution.Contacts;
            frozen.Add(profile);
        }

        frozen.AddRange(resolution.Frozen);
        var before = known.ProfileOf(resolution.CustomerId);
        var (after, absorbed) = Absorb(before.Profile, frozen);
        var fresh = await WithoutEntriesOfAbsorbedAsync(after, resolution.Contacts, cancellation);
        if (!await CommitAsync(before, absorbed, fresh, cancellation))
            return resolution.Contacts;

        await ShortenAsync(resolution, cancellation);
        return [];
    }

    private async Task<bool> ClaimAsync(IReadOnlyList<IdentityLink> claims, CancellationToken cancellation)
    {
        var won = await Task.WhenAll(claims.Select(claim => store.ClaimAsync(claim, cancellation)));
        return !won.Contains(false);
    }

    private async Task<Profile?> FreezeAsync(
        StoredProfile stored, string survivor, MergeEvidence evidence, CancellationToken cancellation)
    {
        // A customer with links but no profile yet gets an empty frozen one: whoever was about to create it must notice.
        var frozen = ProfileFold.Freeze(stored.Profile, survivor, evidence);
        var commit = await store.CommitAsync(new CustomerChange { Before = stored, After = frozen }, cancellation);
        cache.Forget(frozen.Id);
        return commit.Status == CommitStatus.Written ? frozen : null;
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

    private async Task<IReadOnlyList<Contact>> WithoutEntriesOfAbsorbedAsync(
        Profile profile, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var suspects = contacts.Where(contact => contact.OccurredAt <= profile.AbsorbedLastContactAt + LongestRedelivery)
            .Select(static contact => contact.Id).ToList();
        if (suspects.Count == 0)
            return contacts;

        var written = await store.FindEntriesAsync(profile.Absorbed, suspects, cancellation);
        return written.Count == 0 ? contacts : Fresh(contacts, written);
    }

    /// <returns>
    /// False when a rival changed the picture. Nobody may shorten links then, though no contact be left: they are the only trail to
    /// a frozen customer that is not absorbed yet.
    /// </returns>
    private async Task<bool> CommitAsync(
        StoredProfile before, List<Profile> absorbed, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var size = EntriesAtOnce;
        while (contacts.Count > 0 || absorbed.Count > 0)
        {
            var change = NextPart(before, absorbed, contacts, size);
            var commit = await store.CommitAsync(change, cancellation);
            switch (commit.Status)
            {
                case CommitStatus.Written:
                    before = new StoredProfile(change.After, commit.ETag);
                    absorbed = [.. absorbed.Skip(change.Absorbed.Count)];
                    contacts = [.. contacts.Skip(change.Contacts.Count)];
                    cache.Remember(before);
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

    /// <summary>The contacts that are not among those written already.</summary>
    private static List<Contact> Fresh(IReadOnlyList<Contact> contacts, IReadOnlySet<string> written)
    {
        var fresh = new List<Contact>(contacts.Count);
        foreach (var contact in contacts)
        {
            if (written.Contains(contact.Id))
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

    private async Task<IReadOnlyList<Contact>> WithoutEntriesAsync(
        CustomerChange change, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var written = await store.FindEntriesAsync([change.After.Id], [.. change.Contacts.Select(static contact => contact.Id)], cancellation);
        return Fresh(contacts, written);
    }

    private async Task ShortenAsync(Resolution resolution, CancellationToken cancellation)
    {
        foreach (var claim in resolution.Claims)
            cache.Remember(claim);
        foreach (var detour in resolution.Detours)
        {
            // A link remembered from its claim has no etag: it is read again next time, and shortened then. Whoever repointed one
            // meanwhile did so for the same reason.
            if (detour.ETag is not null)
                await store.RepointAsync(detour, resolution.CustomerId, cancellation);
            cache.Forget(new Identity(detour.Kind, detour.Value, detour.Trust));
        }
    }
}
