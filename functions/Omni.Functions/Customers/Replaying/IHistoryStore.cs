namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// All timelines at once, page by page and in no order. Each method throws <see cref="StoreUnavailableException"/> when the store cannot answer now.
/// </summary>
public interface IHistoryStore
{
    /// <summary>Every contact and every change in a CRM, with as much of it as rules and profiles need.</summary>
    IAsyncEnumerable<HistoryEntry> ReadEntriesAsync(CancellationToken cancellation);

    /// <summary>Every customer that is part of another.</summary>
    IAsyncEnumerable<AbsorbedCustomer> ReadAbsorbedAsync(CancellationToken cancellation);

    /// <summary>Every merge whose undoing is not finished.</summary>
    IAsyncEnumerable<string> ReadUndoingAsync(CancellationToken cancellation);

    /// <summary>Every identity and whose it is, as it can be replaced.</summary>
    IAsyncEnumerable<IdentityLink> ReadLinksAsync(CancellationToken cancellation);
}

/// <param name="CustomerId">Who was absorbed.</param>
/// <param name="MergedInto">By whom.</param>
public sealed record AbsorbedCustomer(string CustomerId, string MergedInto);
