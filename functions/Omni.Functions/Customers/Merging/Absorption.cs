using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>The steps by which one customer becomes part of another, whoever decided it. Each is harmless when it is repeated.</summary>
internal sealed class Absorption(ICustomerStore store, CustomerCache cache)
{
    /// <summary>Freezes living customers, in the store and in what is known.</summary>
    /// <returns>Their frozen profiles; null when one is not what was read any more, is frozen already, or its last merge is not undone to the end.</returns>
    public async Task<IReadOnlyList<Profile>?> FreezeAsync(
        IReadOnlyList<Merge> merges, string survivor, KnownCustomers known, CancellationToken cancellation)
    {
        var frozen = new List<Profile>(merges.Count);
        foreach (var (absorbed, evidence) in merges)
        {
            var stored = known.ProfileOf(absorbed);
            cache.Forget(absorbed);
            if (stored.Profile.IsFrozen || stored.Profile.Undoing is not null)
                return null;

            // A customer with links but no profile yet gets an empty frozen one: whoever was about to create it must notice.
            var profile = ProfileFold.Freeze(stored.Profile, survivor, evidence with { MergeId = evidence.MergeId ?? MergeId.Of(stored, survivor) });
            var commit = await store.CommitAsync(new CustomerChange { Before = stored, After = profile }, cancellation);
            if (commit.Status != CommitStatus.Written)
                return null;
            known.Add(new StoredProfile(profile, commit.ETag));
            frozen.Add(profile);
        }

        return frozen;
    }

    /// <summary>
    /// Those of the frozen customers on the way to a survivor that it lacks still. Read again, after the survivor was: an undo writes the
    /// survivor last, so whoever is frozen now either stays so, or the write of the survivor fails.
    /// </summary>
    /// <returns>Null when what was known of one of them is not true any more.</returns>
    public async Task<IReadOnlyList<Profile>?> FindUnabsorbedAsync(Profile survivor, IReadOnlyList<Profile> way, CancellationToken cancellation)
    {
        var missing = way.Where(frozen => !survivor.Absorbed.Contains(frozen.Id)).ToList();
        if (missing.Count == 0)
            return [];
        var read = await ReadAsync(missing, cancellation);
        if (missing.TrueForAll(frozen => read.TryGetValue(frozen.Id, out var now) && now.MergedInto == frozen.MergedInto))
            return [.. missing.Select(frozen => read[frozen.Id])];

        missing.ForEach(frozen => cache.Forget(frozen.Id));
        return null;
    }

    /// <summary>
    /// Spares later contacts the way over the absorbed. Identities too many for a profile are left to the contacts that bring them.
    /// </summary>
    public async Task ShortenAsync(
        IReadOnlyList<Profile> frozen, IReadOnlyList<Contact> contacts, KnownCustomers known, CancellationToken cancellation)
    {
        var absorbed = frozen.Select(static profile => profile.Id).ToHashSet(StringComparer.Ordinal);
        var identities = frozen.SelectMany(static profile => profile.Identities)
            .Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))
            .Concat(contacts.SelectMany(static contact => contact.From.Decisive))
            .DistinctBy(static identity => identity.Key).ToList();
        var links = await store.FindLinksAsync(identities, cancellation);
        var detours = links.Where(link => absorbed.Contains(link.CustomerId)).ToList();

        // Whoever repointed one meanwhile did so for the same reason, or undid the merge.
        if (detours.Count > 0 && await AreStillFrozenAsync(frozen, cancellation))
        {
            foreach (var link in detours)
                await store.RepointAsync(known.Shorten(link), cancellation);
        }

        identities.ForEach(cache.Forget);
    }

    /// <summary>Asked after the links were read: an undo rewrites them after it has brought the customer back to life.</summary>
    private async Task<bool> AreStillFrozenAsync(IReadOnlyList<Profile> frozen, CancellationToken cancellation)
    {
        var read = await ReadAsync(frozen, cancellation);
        return frozen.All(was => read.TryGetValue(was.Id, out var now) && now.MergedInto == was.MergedInto && MergeId.Of(now) == MergeId.Of(was));
    }

    private async Task<Dictionary<string, Profile>> ReadAsync(IEnumerable<Profile> profiles, CancellationToken cancellation)
    {
        var found = await store.FindProfilesAsync([.. profiles.Select(static profile => profile.Id).Distinct()], cancellation);
        return found.ToDictionary(static stored => stored.Profile.Id, static stored => stored.Profile, StringComparer.Ordinal);
    }
}
