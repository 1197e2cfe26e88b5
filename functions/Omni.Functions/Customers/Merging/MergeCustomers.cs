using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Merging;

/// <summary>Merges two customers because somebody says so, by the steps that contacts merge them by.</summary>
public sealed class MergeCustomers(ICustomerStore store, ICustomerPairs pairs, CustomerWriter writer, RivalPatience patience, TimeProvider clock)
{
    /// <exception cref="RivalWritersException">Others kept changing one of them.</exception>
    public Task<MergeOutcome> MergeAsync(string one, string other, string? by, string reason, CancellationToken cancellation) =>
        MergeAsync(one, other, MergeRule.Manual, by, reason, cancellation);

    /// <exception cref="RivalWritersException">Others kept changing one of them.</exception>
    public async Task<MergeOutcome> MergeAsync(string one, string other, MergeRule rule, string? by, string reason, CancellationToken cancellation)
    {
        if (one == other)
            return new Refused("A customer cannot be merged with itself.");

        var wish = new Wish(rule, new Decision(by, reason, UtcMilliseconds.Cut(clock.GetUtcNow())));
        MergeOutcome? outcome = null;
        await patience.BearAsync(async token => (outcome = await TryAsync(one, other, wish, token)) is not null, cancellation);
        return outcome ?? throw new RivalWritersException("Others kept changing the customers.");
    }

    /// <returns>Null when a rival changed the picture.</returns>
    private async Task<MergeOutcome?> TryAsync(string one, string other, Wish wish, CancellationToken cancellation)
    {
        var known = await FollowAsync([one, other], cancellation);
        if (!known.HasProfileOf(one) || !known.HasProfileOf(other))
            return new NoSuchCustomer();

        string[] living = [known.RootOf(one), known.RootOf(other)];
        IReadOnlyList<Profile> way = [.. known.FrozenBefore(one).Concat(known.FrozenBefore(other)).DistinctBy(static frozen => frozen.Id)];
        return living[0] == living[1]
            ? await FinishAsync(living[0], way, known, wish, cancellation)
            : await JoinAsync(living.Min(StringComparer.Ordinal)!, living.Max(StringComparer.Ordinal)!, way, known, wish, cancellation); // of two there is one
    }

    /// <summary>They are one customer, which is final unless a merge was cut off before the survivor counted everybody in.</summary>
    private async Task<MergeOutcome?> FinishAsync(
        string living, IReadOnlyList<Profile> way, KnownCustomers known, Wish wish, CancellationToken cancellation)
    {
        var survivor = known.ProfileOf(living).Profile;
        if (way.FirstOrDefault(frozen => !survivor.Absorbed.Contains(frozen.Id)) is not { } missing)
        {
            // A contact that came in between may have finished what an earlier attempt began.
            var merges = way.Select(MergeId.Of).OfType<string>().ToList();
            return merges.Find(wish.Begun.Contains) is { } begun
                ? new Merged(begun, survivor)
                : new Refused($"They are one customer already: {living}, by {string.Join(", ", merges)}.");
        }

        var resolution = new Resolution { CustomerId = living, Contacts = [], Frozen = way };
        return await WriteAsync(resolution, MergeId.Of(missing) ?? "", known, cancellation);
    }

    private async Task<MergeOutcome?> JoinAsync(
        string survivor, string absorbed, IReadOnlyList<Profile> way, KnownCustomers known, Wish wish, CancellationToken cancellation)
    {
        var stored = known.ProfileOf(absorbed);
        if (stored.Profile.Undoing is { } undoing)
            return new Refused($"The undoing of {undoing.MergeId} was cut off. Undo it again first, which finishes it.");

        var mergeId = MergeId.Of(stored, survivor);
        if (await pairs.DecideAsync(survivor, absorbed, PairState.Joined, mergeId, wish.Decision, cancellation) is not { } decided)
            return null;
        wish.Begun.Add(mergeId);
        var evidence = new MergeEvidence(null, decided.At, [])
        {
            MergeId = mergeId,
            Rule = wish.Rule,
            By = decided.By,
            Reason = decided.Reason,
        };
        var resolution = new Resolution { CustomerId = survivor, Contacts = [], Merges = [new Merge(absorbed, evidence)], Frozen = way };
        return await WriteAsync(resolution, mergeId, known, cancellation);
    }

    private async Task<MergeOutcome?> WriteAsync(Resolution resolution, string mergeId, KnownCustomers known, CancellationToken cancellation)
    {
        if (!await writer.TryWriteAsync(resolution, known, cancellation))
            return null;
        return await LivingCustomer.FindAsync(store, resolution.CustomerId, cancellation) is { } survivor ? new Merged(mergeId, survivor) : null;
    }

    /// <summary>Reads the profiles from here up to the living.</summary>
    private async Task<KnownCustomers> FollowAsync(IReadOnlyCollection<string> customerIds, CancellationToken cancellation)
    {
        var known = new KnownCustomers();
        var next = customerIds;
        while (next.Count > 0)
        {
            var found = await store.FindProfilesAsync(next, cancellation);
            foreach (var stored in found)
                known.Add(stored);
            next = [.. found.Select(static stored => stored.Profile.MergedInto).OfType<string>().Where(id => !known.HasProfileOf(id)).Distinct()];
        }

        return known;
    }

    /// <param name="Rule">What makes them one.</param>
    /// <param name="Decision">Who asks for it, why, when.</param>
    private sealed record Wish(MergeRule Rule, Decision Decision)
    {
        /// <summary>The merges that attempts of this request have begun.</summary>
        public HashSet<string> Begun { get; } = [];
    }
}
