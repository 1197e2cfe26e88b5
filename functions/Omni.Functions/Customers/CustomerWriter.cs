using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers;

/// <summary>
/// Carries a resolution out, in an order that a crash between any two writes cannot spoil: claims, then freezing what is absorbed,
/// then entries together with the profile, then links. Each step repeated is harmless, so redelivery finishes what was begun.
/// </summary>
public sealed class CustomerWriter
{
    private readonly ICustomerStore _store;
    private readonly ICustomerPairs _pairs;
    private readonly CustomerCache _cache;
    private readonly Absorption _absorption;
    private readonly PartwiseCommit _commit;

    public CustomerWriter(ICustomerStore store, ICustomerPairs pairs, CustomerCache cache, TimeProvider clock)
    {
        (_store, _pairs, _cache) = (store, pairs, cache);
        _absorption = new Absorption(store, cache);
        _commit = new PartwiseCommit(store, cache, new Arrivals(clock));
    }

    /// <returns>
    /// The contacts that are still to be resolved, from the start, because the picture has changed; none when all is written.
    /// </returns>
    public async Task<IReadOnlyList<Contact>> WriteAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation) =>
        await TryWriteAsync(resolution, known, cancellation) ? [] : resolution.Contacts;

    /// <returns>False when the picture has changed; what was written is right, but not all there is to write.</returns>
    public async Task<bool> TryWriteAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        if (!await ClaimAsync(resolution.Claims, cancellation))
            return false;
        if (!await new Dispossession(_store, _cache).TellAsync(resolution, known, cancellation))
            return false;
        foreach (var pair in resolution.Suggestions)
            await _pairs.AddAsync(pair, cancellation);

        var before = known.ProfileOf(resolution.CustomerId);
        if (before.Profile.IsFrozen || IsMisled(resolution, known, before.Profile)
            || await _absorption.FreezeAsync(resolution.Merges, resolution.CustomerId, known, cancellation) is not { } frozen
            || await _absorption.FindUnabsorbedAsync(before.Profile, resolution.Frozen, cancellation) is not { } unabsorbed)
            return false;

        if (frozen.Count + resolution.Frozen.Count + resolution.Claims.Count == 0 && resolution.Contacts is [{ Revision: not null } news] && await TellAsync(news, resolution, known, cancellation))
            return true; // It is there, as a rule.
        if (frozen.Count > 0)
            await LookForFormerEntriesAsync(resolution.Contacts, known, cancellation);
        if (!await _commit.ExecuteAsync(before, [.. frozen, .. unabsorbed], resolution.Contacts, known.IsWritten, cancellation))
            return false;

        Remember(resolution, known);
        if (frozen.Count + resolution.Frozen.Count > 0)
            await _absorption.ShortenAsync([.. frozen, .. resolution.Frozen], resolution.Contacts, known, cancellation);
        return await TellNewsAsync(resolution, known, cancellation);
    }

    /// <summary>
    /// A link that came here over a customer whom this one does not count in is older than the undoing of that merge.
    /// </summary>
    private static bool IsMisled(Resolution resolution, KnownCustomers known, Profile customer) =>
        LinksOf(resolution, known).Any(link => link.Formerly.Any(former => !customer.Absorbed.Contains(former.CustomerId)));

    /// <summary>Those that lead here without a detour.</summary>
    private static IEnumerable<IdentityLink> LinksOf(Resolution resolution, KnownCustomers known) =>
        resolution.Contacts.SelectMany(static contact => contact.From.Decisive).Select(known.LinkOf).OfType<IdentityLink>()
            .Where(link => link.CustomerId == resolution.CustomerId);

    /// <summary>Who was living when the contacts were looked for may have them, and can get no more of them now.</summary>
    private async Task LookForFormerEntriesAsync(IReadOnlyList<Contact> contacts, KnownCustomers known, CancellationToken cancellation)
    {
        var entries = contacts.SelectMany(known.FormerEntriesOf).Where(entry => !known.HasLookedFor(entry)).ToHashSet();
        if (entries.Count == 0)
            return;
        var found = await _store.FindAsync([], entries, cancellation);
        foreach (var entry in entries)
            known.Add(entry, found.Entries.Contains(entry));
    }

    /// <summary>
    /// The links were right for the profile that has just been replaced, unless it tells that the identity was given up: they were read before it
    /// was. Those that changed with it have an etag nobody told.
    /// </summary>
    private void Remember(Resolution resolution, KnownCustomers known)
    {
        var before = known.ProfileOf(resolution.CustomerId).Profile;
        var changed = resolution.Claims.Where(static claim => claim.ETag is not null).Select(static claim => claim.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var link in resolution.Claims.Concat(LinksOf(resolution, known).Where(link => !before.HasGivenUp(link))).Where(link => !changed.Contains(link.Key)))
            _cache.Remember(link);
    }

    /// <summary>
    /// News of a contact that came before it, or with it, are in its entry by now, and adding them again changes nothing. What several
    /// departments received is news for each of them but the first.
    /// </summary>
    /// <returns>False when an entry has moved to another customer meanwhile.</returns>
    private async Task<bool> TellNewsAsync(Resolution resolution, KnownCustomers known, CancellationToken cancellation)
    {
        foreach (var contact in resolution.Contacts)
        {
            if ((contact.Revision is not null || contact.Departments.Count > 0) && !await TellAsync(contact, resolution, known, cancellation))
                return false;
        }

        return true;
    }

    /// <returns>False when there is no such entry.</returns>
    private async Task<bool> TellAsync(Contact news, Resolution resolution, KnownCustomers known, CancellationToken cancellation) =>
        await _store.JoinNewsAsync(known.FormerEntryOf(news) ?? new EntryKey(resolution.CustomerId, news.Id), news, cancellation) is not null;

    private async Task<bool> ClaimAsync(IReadOnlyList<IdentityLink> claims, CancellationToken cancellation)
    {
        var won = await Task.WhenAll(claims.Select(claim => ClaimAsync(claim, cancellation)));
        return !won.Contains(false);
    }

    private Task<bool> ClaimAsync(IdentityLink claim, CancellationToken cancellation)
    {
        if (claim.ETag is null)
            return _store.ClaimAsync(claim, cancellation);
        _cache.Forget(new Identity(claim.Kind, claim.Value, claim.Trust));
        return _store.RepointAsync(claim, cancellation);
    }
}
