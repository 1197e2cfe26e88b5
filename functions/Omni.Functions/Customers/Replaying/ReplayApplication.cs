namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Makes the customers of today what a replay says: merges are undone and made as people do it, then contacts that this did not bring to whose they
/// are are moved, and what might be one person is suggested. Cut off, it is run again: it begins with what is by then.
/// </summary>
public sealed class ReplayApplication(HistoryReader reader, ReplayedMerges merges, Settling settling, ResolutionOptions options)
{
    /// <summary>How it names itself where people name themselves.</summary>
    public const string By = "omni replay";

    internal const string Reason = "The history was replayed under other rules.";

    /// <summary>The first one finds everything but what comes in meanwhile.</summary>
    private const int MostRounds = 4;

    /// <exception cref="RivalWritersException">Others kept changing a customer; what was done so far is right.</exception>
    public async Task<AppliedReplay> ApplyAsync(CancellationToken cancellation)
    {
        var refused = new List<string>();
        await merges.FinishAsync(cancellation);
        var begun = await reader.ReadAsync(cancellation);
        var undone = await merges.UndoAsync(begun, ReplayRules.Replay(begun, options), refused, cancellation);
        var (history, replayed) = await ReplayAsync(begun, cancellation);
        var merged = await merges.MergeAsync(DifferenceRules.Between(history, replayed), refused, cancellation);
        var settled = await SettleAsync(begun, cancellation);
        return settled with { Merged = merged, Undone = undone, Refused = refused };
    }

    private async Task<AppliedReplay> SettleAsync(History begun, CancellationToken cancellation)
    {
        var moved = 0;
        for (var round = 1; ; round++)
        {
            // Before the contacts: what changes hands after this is changed by somebody else, and is not overwritten.
            var links = await reader.ReadLinksAsync(cancellation).ToListAsync(cancellation);
            var (history, replayed) = await ReplayAsync(begun, cancellation);
            var settlement = Settlement.Of(history, replayed, options.IdSalt);
            var settled = await settling.SettleAsync(settlement, links, cancellation);
            moved += settled.Moved;
            if (settled is { IsDone: true, IsChanged: false })
            {
                var suggested = await settling.SuggestAsync(settlement, replayed.Suggestions, cancellation);
                return new AppliedReplay(0, 0, moved, suggested, [], DifferenceRules.Between(history, replayed));
            }

            if (round == MostRounds)
                throw new RivalWritersException("Others kept changing the customers: run it again, which finishes what was begun.");
        }
    }

    private async Task<(History History, ReplayedHistory Replayed)> ReplayAsync(History begun, CancellationToken cancellation)
    {
        var history = begun.Then(await reader.ReadAsync(cancellation));
        return (history, ReplayRules.Replay(history, options));
    }
}

/// <param name="Merged">How many customers became part of another.</param>
/// <param name="Undone">How many merges are undone.</param>
/// <param name="Moved">How many contacts went to another customer by neither.</param>
/// <param name="Suggested">How many pairs are new for somebody to look at.</param>
/// <param name="Refused">What was not possible, in words with ids alone.</param>
/// <param name="Left">What the replay would still change.</param>
public sealed record AppliedReplay(int Merged, int Undone, int Moved, int Suggested, IReadOnlyList<string> Refused, Difference Left);
