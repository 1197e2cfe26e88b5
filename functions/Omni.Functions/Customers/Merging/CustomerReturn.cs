using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Takes a customer, who lives again, out of those who counted it in: links, contacts, facts. Each step repeated changes nothing, so
/// whatever cuts it off, the next attempt finishes it.
/// </summary>
public sealed class CustomerReturn(ICustomerStore store, CustomerCache cache, ReturnedContacts contacts)
{
    private readonly Refolding _refolding = new(store, cache);

    /// <returns>Whoever the survivor of the merge is by now; null when a rival changed the picture.</returns>
    public async Task<Profile?> ReturnAsync(Profile customer, UndoneMerge undoing, CancellationToken cancellation)
    {
        var way = (await FindWayAsync(undoing.Survivor, cancellation)).ConvertAll(static stored => stored.Profile.Id);
        if (await ReturnLinksAsync(customer, way, cancellation) is not { } returning)
            return null;

        Profile? last = null;
        foreach (var id in way)
        {
            // Next to the customer first: whoever absorbed that one reads it as it is then. Each is written even where nothing changes, so
            // that a rival who is about to absorb the customer once more fails.
            last = await RebuildAsync(id, customer.Id, returning, id == undoing.Survivor ? undoing : null, cancellation);
            if (last is null)
                return null;
        }

        return last is { IsFrozen: false } ? last : null;
    }

    /// <summary>
    /// Another undoing that is not finished, of somebody who is counted in where this customer is. Two of them would take from one another
    /// what the other has yet to return.
    /// </summary>
    public async Task<UndoneMerge?> FindUnfinishedAsync(string survivor, CancellationToken cancellation)
    {
        var way = await FindWayAsync(survivor, cancellation);
        var others = way[^1].Profile.Absorbed is { Count: > 0 } absorbed ? await store.FindProfilesAsync(absorbed, cancellation) : [];
        return way.Concat(others).Select(static stored => stored.Profile.Undoing).FirstOrDefault(static undoing => undoing is not null);
    }

    /// <summary>Everybody who may count the customer in: the survivor of the merge, whoever absorbed that one, up to the living.</summary>
    private async Task<List<StoredProfile>> FindWayAsync(string survivor, CancellationToken cancellation)
    {
        var way = new List<StoredProfile>();
        for (var next = survivor; next is not null; next = way[^1].Profile.MergedInto)
            way.Add(await FindAsync(next, cancellation));
        return way;
    }

    /// <summary>A survivor gets its profile when it absorbs; cut off before, there may be none.</summary>
    private async Task<StoredProfile> FindAsync(string customerId, CancellationToken cancellation) =>
        await store.FindProfilesAsync([customerId], cancellation) is [var found] ? found : new StoredProfile(Profile.Empty(customerId), null);

    private async Task<Returning?> ReturnLinksAsync(Profile customer, List<string> way, CancellationToken cancellation)
    {
        var links = await store.FindLinksToAsync([.. way, customer.Id, .. customer.Absorbed], cancellation);
        var decisive = new List<(string Id, IReadOnlyList<string> Keys)>();
        foreach (var id in way)
        {
            await foreach (var (contact, _) in store.ReadEntriesAsync(id, cancellation))
                decisive.Add((contact.Id, [.. contact.From.Decisive.Select(static identity => identity.Key)]));
        }

        var returning = Returning.Of(customer, links, decisive);
        foreach (var link in returning.Links)
        {
            // One that leads there already is written as well: whoever read it before the customer lived again must not repoint it.
            cache.Forget(new Identity(link.Kind, link.Value, link.Trust));
            if (!await store.RepointAsync(link, cancellation))
                return null;
        }

        return returning;
    }

    private async Task<Profile?> RebuildAsync(string customerId, string home, Returning returning, UndoneMerge? undone, CancellationToken cancellation)
    {
        var before = await _refolding.ReadAsync(customerId, cancellation);
        var own = Profile.Empty(customerId);
        var leaving = new List<RevisedEntry>();
        await foreach (var entry in store.ReadEntriesAsync(customerId, cancellation))
        {
            if (returning.Takes(entry.Contact))
                leaving.Add(new RevisedEntry(entry, null));
            else
                own = ProfileFold.Add(own, [entry.Contact]);
        }

        if (undone is not null && (await store.FindEntriesAsync(customerId, [undone.EntryId], cancellation)).Count > 0)
            undone = null;
        return await contacts.PlaceAsync(customerId, home, [.. leaving.Select(static entry => entry.Stored.Contact)], cancellation)
            ? await _refolding.WriteAsync(before, own, leaving, new RefoldingReason(undone, []), cancellation)
            : null;
    }
}
