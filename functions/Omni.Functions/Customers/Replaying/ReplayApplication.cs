using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Makes the customers of today what a replay says, by merging and undoing merges as people do. Cut off, it is run again: it begins with what is by then.
/// A split that is no merge undone is left.
/// </summary>
public sealed class ReplayApplication(ICustomerStore store, HistoryReader reader, MergeCustomers merging, SeparateCustomers separating, ResolutionOptions options)
{
    /// <summary>How it names itself where people name themselves.</summary>
    public const string By = "omni replay";

    private const string Reason = "The history was replayed under other rules.";

    /// <exception cref="RivalWritersException">Others kept changing a customer; what was done so far is right.</exception>
    public async Task<AppliedReplay> ApplyAsync(CancellationToken cancellation)
    {
        var refused = new List<string>();
        var undone = await UndoAsync(refused, cancellation);
        var merged = await MergeAsync(refused, cancellation);
        var (history, replayed) = await ReplayAsync(cancellation);
        return new AppliedReplay(merged, undone, refused, DifferenceRules.Between(history, replayed));
    }

    private async Task<(History History, ReplayedHistory Replayed)> ReplayAsync(CancellationToken cancellation)
    {
        var history = await reader.ReadAsync(cancellation);
        return (history, ReplayRules.Replay(history, options));
    }

    private async Task<int> UndoAsync(List<string> refused, CancellationToken cancellation)
    {
        var (history, replayed) = await ReplayAsync(cancellation);
        var frozen = await FindFrozenAsync(history, replayed, cancellation);
        var undone = 0;
        while (UndoableMerges.Of(history, replayed, frozen).ToList() is { Count: > 0 } merges)
        {
            foreach (var absorbed in merges)
            {
                var outcome = await separating.UndoAsync(MergeId.Of(absorbed) ?? "", By, Reason, cancellation);
                if (outcome is Undone)
                    undone++;
                else
                    refused.Add(WhyOf(outcome));
                frozen.Remove(absorbed.Id);
            }

            history = history with { MergedInto = history.MergedInto.Where(merge => !merges.Exists(absorbed => absorbed.Id == merge.Key)).ToDictionary(StringComparer.Ordinal) };
        }

        return undone;
    }

    private async Task<Dictionary<string, Profile>> FindFrozenAsync(History history, ReplayedHistory replayed, CancellationToken cancellation)
    {
        var splitting = DifferenceRules.Between(history, replayed).Splits.Select(static split => split.Customer).ToHashSet(StringComparer.Ordinal);
        var absorbed = history.MergedInto.Keys.Where(id => splitting.Contains(history.LivingOf(id))).ToList();
        var found = absorbed.Count == 0 ? [] : await store.FindProfilesAsync(absorbed, cancellation);
        return found.Select(static stored => stored.Profile).Where(static profile => profile.IsFrozen).ToDictionary(static profile => profile.Id, StringComparer.Ordinal);
    }

    private async Task<int> MergeAsync(List<string> refused, CancellationToken cancellation)
    {
        var (history, replayed) = await ReplayAsync(cancellation);
        var merged = 0;
        foreach (var merge in DifferenceRules.Between(history, replayed).Merges)
        {
            foreach (var other in merge.Customers.Skip(1))
            {
                var outcome = await merging.MergeAsync(merge.Customers[0], other, MergeRule.Replay, By, Reason, cancellation);
                if (outcome is Merged)
                    merged++;
                else
                    refused.Add(WhyOf(outcome));
            }
        }

        return merged;
    }

    private static string WhyOf(MergeOutcome outcome) => outcome is Refused { Why: var why } ? why : outcome.GetType().Name;
}

/// <param name="Merged">How many customers became part of another.</param>
/// <param name="Undone">How many merges are undone.</param>
/// <param name="Refused">What was not possible, in words with ids alone.</param>
/// <param name="Left">What the replay would still change.</param>
public sealed record AppliedReplay(int Merged, int Undone, IReadOnlyList<string> Refused, Difference Left);
