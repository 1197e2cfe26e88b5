using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Merges customers, and undoes their merges, as people do, where a replay makes them one or several.</summary>
public sealed class ReplayedMerges(ICustomerStore store, HistoryReader reader, MergeCustomers merging, SeparateCustomers separating)
{
    /// <summary>What was cut off, whoever began it: somebody is part of a customer that does not count them in, or is counted in where they are not.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var mergeId in await reader.ReadUndoingAsync(cancellation))
            await separating.UndoAsync(mergeId, ReplayApplication.By, ReplayApplication.Reason, cancellation);

        var history = new History { Entries = [], MergedInto = await reader.ReadMergedIntoAsync(cancellation) };
        var absorbed = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await foreach (var (living, _) in store.ReadProfilesAsync(history.MergedInto.Keys.Select(history.LivingOf).Distinct(StringComparer.Ordinal), cancellation))
            absorbed[living.Id] = living.Absorbed;
        foreach (var id in history.MergedInto.Keys)
        {
            if (!absorbed.TryGetValue(history.LivingOf(id), out var counted) || !counted.Contains(id))
                await merging.MergeAsync(id, history.LivingOf(id), MergeRule.Replay, ReplayApplication.By, ReplayApplication.Reason, cancellation);
        }
    }

    /// <returns>How many are undone.</returns>
    public async Task<int> UndoAsync(History history, ReplayedHistory replayed, ICollection<string> refused, CancellationToken cancellation)
    {
        var frozen = await FindFrozenAsync(history, replayed, cancellation);
        var undone = 0;
        while (UndoableMerges.Of(history, replayed, frozen).ToList() is { Count: > 0 } merges)
        {
            foreach (var absorbed in merges)
            {
                var outcome = await separating.UndoAsync(MergeId.Of(absorbed) ?? "", ReplayApplication.By, ReplayApplication.Reason, cancellation);
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

    /// <returns>How many customers became part of another.</returns>
    public async Task<int> MergeAsync(Difference difference, ICollection<string> refused, CancellationToken cancellation)
    {
        var merged = 0;
        foreach (var merge in difference.Merges)
        {
            foreach (var other in merge.Customers.Skip(1))
            {
                var outcome = await merging.MergeAsync(merge.Customers[0], other, MergeRule.Replay, ReplayApplication.By, ReplayApplication.Reason, cancellation);
                if (outcome is Merged)
                    merged++;
                else
                    refused.Add(WhyOf(outcome));
            }
        }

        return merged;
    }

    private async Task<Dictionary<string, Profile>> FindFrozenAsync(History history, ReplayedHistory replayed, CancellationToken cancellation)
    {
        var splitting = DifferenceRules.Between(history, replayed).Splits.Select(static split => split.Customer).ToHashSet(StringComparer.Ordinal);
        var frozen = new Dictionary<string, Profile>(StringComparer.Ordinal);
        await foreach (var (absorbed, _) in store.ReadProfilesAsync(history.MergedInto.Keys.Where(id => splitting.Contains(history.LivingOf(id))), cancellation))
        {
            if (absorbed.IsFrozen)
                frozen[absorbed.Id] = absorbed;
        }

        return frozen;
    }

    private static string WhyOf(MergeOutcome outcome) => outcome is Refused { Why: var why } ? why : outcome.GetType().Name;
}
