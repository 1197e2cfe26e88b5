using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// What is left of a replay when customers are merged and merges undone: identities lead where they would lead, each contact goes to whose it is and is
/// judged as it would be, and every profile is folded of that. Begun again, it finds what is left by looking, so nothing has to be remembered of it.
/// </summary>
public sealed class Settling(ICustomerStore store, ICustomerPairs pairs, CustomerCache cache, RivalPatience patience, TimeProvider clock)
{
    /// <returns>What was done.</returns>
    internal async Task<Settled> SettleAsync(Settlement settlement, IReadOnlyList<IdentityLink> links, CancellationToken cancellation)
    {
        foreach (var pair in InheritedDecisions.Of(settlement))
            await pairs.AddAsync(pair, cancellation);
        var families = new Families(settlement);
        var (lost, isDone) = await RelinkAsync(settlement, links, cancellation);
        var unsettled = await FindUnsettledAsync(settlement, families, lost, cancellation);
        var decision = new Decision(ReplayApplication.By, ReplayApplication.Reason, UtcMilliseconds.Cut(clock.GetUtcNow()));
        var contacts = new SettledContacts(store, cache, new RememberedSplits(store, pairs, decision), settlement);
        var moved = 0;
        foreach (var living in unsettled)
        {
            int? left = null;
            await patience.BearAsync(async token => (left = await contacts.SettleAsync(families.TimelinesOf(living), token)) is not null, cancellation);
            isDone &= left is not null;
            moved += left ?? 0;
        }

        return new Settled(moved, unsettled.Count > 0, isDone);
    }

    /// <summary>Writes pairs of whom the replay would ask people; about whom something is known already stays as it is.</summary>
    /// <returns>How many are new.</returns>
    internal async Task<int> SuggestAsync(Settlement settlement, IReadOnlyList<CustomerPair> suggestions, CancellationToken cancellation)
    {
        var added = 0;
        foreach (var pair in suggestions.Select(pair => pair.Between(settlement.Today(pair.First), settlement.Today(pair.Second))).DistinctBy(static pair => pair.Id))
        {
            if (pair.First != pair.Second && await pairs.AddAsync(pair, cancellation))
                added++;
        }

        return added;
    }

    /// <summary>Where contacts are that nothing leads to is told before: from then on nothing does.</summary>
    /// <returns>Whom identities led to that lead elsewhere now; false when a rival changed one of them.</returns>
    private async Task<(HashSet<string> Lost, bool IsDone)> RelinkAsync(Settlement settlement, IReadOnlyList<IdentityLink> links, CancellationToken cancellation)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var settled = new SettledLinks(settlement, links);
        var changes = settled.Changes().ToList();
        var isDone = await new UnledContacts(store, cache, settlement).TellAsync(settled.After(changes), cancellation);
        foreach (var link in changes)
        {
            cache.Forget(new Identity(link.Kind, link.Value, link.Trust));
            isDone &= link.ETag is null ? await store.ClaimAsync(link, cancellation) : await store.RepointAsync(link, cancellation);
            if (settled.LivingOf(link) is { } former)
                lost.Add(former);
        }

        return (lost, isDone);
    }

    /// <summary>The living customers whose timelines or profiles are not what they shall be, ordered; and those who lost an identity.</summary>
    private async Task<IReadOnlyCollection<string>> FindUnsettledAsync(Settlement settlement, Families families, HashSet<string> lost, CancellationToken cancellation)
    {
        var unsettled = new SortedSet<string>(families.Unsettled(), StringComparer.Ordinal);
        var profiles = new SettledProfiles(settlement);
        await foreach (var (profile, _) in store.ReadProfilesAsync(families.Timelines, cancellation))
        {
            if (!profiles.IsTold(profile))
                unsettled.Add(settlement.History.LivingOf(profile.Id));
        }

        unsettled.UnionWith(lost.Where(families.Has));
        return unsettled;
    }
}

/// <param name="Moved">How many contacts went to another customer.</param>
/// <param name="IsChanged">Whether anything was to do.</param>
/// <param name="IsDone">Whether all of it is done.</param>
internal sealed record Settled(int Moved, bool IsChanged, bool IsDone);
