using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Merging;

/// <param name="By">Who decides, as the caller names itself.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record Decision(string? By, string Reason, DateTimeOffset At);

internal static class DecidedPairs
{
    /// <summary>Keeps what was decided about two customers; the same decision about the same merge is kept as it was made first.</summary>
    /// <returns>The decision that counts; null when a rival decided meanwhile.</returns>
    public static async Task<Decision?> DecideAsync(
        this ICustomerPairs pairs, string one, string other, PairState state, string mergeId, Decision decision, CancellationToken cancellation)
    {
        var known = await pairs.FindAsync(CustomerPair.IdOf(one, other), cancellation);
        if (known is { DecidedAt: { } at, Decision: { } reason } && known.State == state && known.MergeId == mergeId)
            return new Decision(known.DecidedBy, reason, at);

        var decided = (known ?? CustomerPair.Of(one, other, state, score: 1, [], decision.At)) with
        {
            State = state,
            DecidedAt = decision.At,
            DecidedBy = decision.By,
            Decision = decision.Reason,
            MergeId = mergeId,
        };
        var isKept = known is null ? await pairs.AddAsync(decided, cancellation) : await pairs.ReplaceAsync(decided, cancellation);
        return isKept ? decision : null;
    }
}
