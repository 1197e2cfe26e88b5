using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Undoes merges. First it is kept that the two are not one person, so that nobody merges them meanwhile; then the absorbed customer lives
/// again, with a mark that it is counted in elsewhere still; then it is taken out there; then the mark goes. Asked again, whatever was cut
/// off is finished.
/// </summary>
public sealed class SeparateCustomers(ICustomerStore store, ICustomerPairs pairs, CustomerReturn customers, RivalPatience patience, TimeProvider clock)
{
    /// <exception cref="RivalWritersException">Others kept changing one of them.</exception>
    public async Task<MergeOutcome> UndoAsync(string mergeId, string? by, string reason, CancellationToken cancellation)
    {
        if (MergeId.AbsorbedIn(mergeId) is not { } absorbed)
            return new NoSuchMerge();

        var decision = new Decision(by, reason, UtcMilliseconds.Cut(clock.GetUtcNow()));
        MergeOutcome? outcome = null;
        await patience.BearAsync(async token => (outcome = await TryAsync(mergeId, absorbed, decision, token)) is not null, cancellation);
        return outcome ?? throw new RivalWritersException("Others kept changing the customers.");
    }

    /// <returns>Null when a rival changed the picture.</returns>
    private async Task<MergeOutcome?> TryAsync(string mergeId, string absorbed, Decision decision, CancellationToken cancellation)
    {
        if (await store.FindProfilesAsync([absorbed], cancellation) is not [var stored])
            return new NoSuchMerge();
        if (MergeId.Of(stored.Profile) == mergeId && stored.Profile.MergedInto is { } survivor)
        {
            if (await customers.FindUnfinishedAsync(survivor, cancellation) is { } other)
                return new Refused($"The undoing of {other.MergeId} was cut off. Undo it again first, which finishes it.");
            if (await ReviveAsync(stored, survivor, mergeId, decision, cancellation) is not { } revived)
                return null;
            stored = revived;
        }

        if (stored.Profile.Undoing is { } undoing && undoing.MergeId == mergeId)
            return await FinishAsync(stored.Profile, undoing, cancellation);

        return (await store.FindEntriesAsync(absorbed, [UndoneMerge.EntryIdOf(mergeId)], cancellation)).Count > 0
            ? new Refused("This merge is undone already.")
            : new NoSuchMerge();
    }

    private async Task<StoredProfile?> ReviveAsync(
        StoredProfile frozen, string survivor, string mergeId, Decision decision, CancellationToken cancellation)
    {
        var absorbed = frozen.Profile.Id;
        if (await pairs.DecideAsync(absorbed, survivor, PairState.Apart, mergeId, decision, cancellation) is not { } decided)
            return null;

        var undoing = new UndoneMerge(mergeId, absorbed, survivor) { By = decided.By, Reason = decided.Reason, At = decided.At };
        var living = frozen.Profile with { MergedInto = null, MergeEvidence = null, Undoing = undoing };
        var commit = await store.CommitAsync(new CustomerChange { Before = frozen, After = living, Undone = undoing }, cancellation);
        return commit.Status == CommitStatus.Written ? new StoredProfile(living, commit.ETag) : null;
    }

    private async Task<MergeOutcome?> FinishAsync(Profile customer, UndoneMerge undoing, CancellationToken cancellation)
    {
        if (await customers.ReturnAsync(customer, undoing, cancellation) is not { } survivor
            || await store.FindProfilesAsync([customer.Id], cancellation) is not [var stored])
            return null;

        // Another call for the same undo may have done all of it.
        var restored = stored.Profile with { Undoing = null };
        return stored.Profile.Undoing is null
            || (await store.CommitAsync(new CustomerChange { Before = stored, After = restored }, cancellation)).Status == CommitStatus.Written
            ? new Undone(undoing.MergeId, survivor, restored)
            : null;
    }
}
