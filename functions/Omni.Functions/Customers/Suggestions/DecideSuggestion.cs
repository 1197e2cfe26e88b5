using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Suggestions;

/// <summary>What somebody says of a suggestion: it is one person, or it is two.</summary>
public sealed class DecideSuggestion(ICustomerStore store, ICustomerPairs pairs, MergeCustomers merging, RivalPatience patience, TimeProvider clock)
{
    /// <summary>Merges the two as by hand; that they are one is kept with the suggestion.</summary>
    /// <exception cref="RivalWritersException">Others kept changing one of them.</exception>
    public async Task<MergeOutcome> AcceptAsync(string id, string? by, string reason, CancellationToken cancellation)
    {
        if (!CustomerPair.IsId(id) || await pairs.FindAsync(id, cancellation) is not { } pair)
            return new NoSuchSuggestion();
        var outcome = await merging.MergeAsync(pair.First, pair.Second, by, reason, cancellation);
        if (outcome is Merged { MergeId: var mergeId })
            await KeepAsync(id, PairState.Joined, by, reason, mergeId, cancellation);
        return outcome;
    }

    /// <summary>Keeps the two apart until verified evidence comes later than now.</summary>
    /// <exception cref="RivalWritersException">Others kept changing it.</exception>
    public async Task<MergeOutcome> RejectAsync(string id, string? by, string reason, CancellationToken cancellation)
    {
        if (!CustomerPair.IsId(id) || await pairs.FindAsync(id, cancellation) is not { } pair)
            return new NoSuchSuggestion();
        if (await RootOf(pair.First, cancellation) is { } root && root == await RootOf(pair.Second, cancellation))
            return new Refused($"They are one customer: {root}. Undo the merge, which keeps them apart.");
        return await KeepAsync(id, PairState.Apart, by, reason, mergeId: null, cancellation) is { } kept ? new KeptApart(kept) : new NoSuchSuggestion();
    }

    private async Task<string?> RootOf(string customerId, CancellationToken cancellation) =>
        (await LivingCustomer.FindAsync(store, customerId, cancellation))?.Id;

    private async Task<CustomerPair?> KeepAsync(string id, PairState state, string? by, string reason, string? mergeId, CancellationToken cancellation)
    {
        CustomerPair? kept = null;
        var at = UtcMilliseconds.Cut(clock.GetUtcNow());
        var isDone = await patience.BearAsync(
            async token =>
            {
                kept = await pairs.FindAsync(id, token);
                if (kept is null || kept.State == state)
                    return true;
                kept = kept with { State = state, DecidedAt = at, DecidedBy = by, Decision = reason, MergeId = mergeId ?? kept.MergeId };
                return await pairs.ReplaceAsync(kept, token);
            },
            cancellation);
        return isDone ? kept : throw new RivalWritersException("Others kept deciding about the same two customers.");
    }
}
