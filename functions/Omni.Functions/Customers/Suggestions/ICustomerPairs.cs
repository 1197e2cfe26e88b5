namespace Omni.Functions.Customers.Suggestions;

/// <summary>
/// What is known of pairs of customers. Every write creates what was not there or replaces exactly what was read. Each method throws
/// <see cref="StoreUnavailableException"/> when the store cannot answer now.
/// </summary>
public interface ICustomerPairs
{
    /// <summary>Creates a pair; false when there is something about the two already.</summary>
    Task<bool> AddAsync(CustomerPair pair, CancellationToken cancellation);

    /// <summary>Replaces a pair whose etag is the one it was read with; false when it changed since.</summary>
    /// <exception cref="ArgumentException">The pair was never read: it has no etag.</exception>
    Task<bool> ReplaceAsync(CustomerPair pair, CancellationToken cancellation);

    Task<CustomerPair?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The pairs in this state that one of these customers is part of.</summary>
    Task<IReadOnlyList<CustomerPair>> FindOfAsync(IReadOnlyCollection<string> customerIds, PairState state, CancellationToken cancellation);

    /// <summary>Pairs in this state, the likeliest first.</summary>
    /// <param name="state">Which ones.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="continuation">Of the page before; null for the first one.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<PairPage> ListAsync(PairState state, int limit, string? continuation, CancellationToken cancellation);
}

/// <param name="Items">The likeliest first.</param>
/// <param name="Continuation">How to go on; null when there are no more.</param>
public sealed record PairPage(IReadOnlyList<CustomerPair> Items, string? Continuation)
{
    /// <param name="pairs">In order; one more than the limit where there are more.</param>
    /// <param name="limit">How many were asked for.</param>
    public static PairPage Of(IReadOnlyList<CustomerPair> pairs, int limit) =>
        pairs.Count > limit ? new PairPage([.. pairs.Take(limit)], pairs[limit - 1].Rank) : new PairPage(pairs, null);
}
