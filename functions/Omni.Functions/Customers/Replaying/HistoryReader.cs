using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Reads what a replay needs, with nothing of what people wrote.</summary>
public sealed class HistoryReader(IHistoryStore store, ICustomerPairs pairs)
{
    private const int PairsAtOnce = 500;

    public async Task<History> ReadAsync(CancellationToken cancellation)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var (customerId, contact) in store.ReadEntriesAsync(cancellation))
            entries.Add(new HistoryEntry(customerId, ContactAsItCame.Of(contact)) { Judgement = HistoryEntry.JudgementOf(contact) });

        // After the entries: whose timeline has one is found on the way that leads from there now.
        var mergedInto = await ReadMergedIntoAsync(cancellation);

        var joined = await ReadPairsAsync(PairState.Joined, cancellation);
        var apart = await ReadPairsAsync(PairState.Apart, cancellation);
        return new History { Entries = entries, MergedInto = mergedInto, Decisions = [.. joined.Concat(apart).Where(IsOfPeople)] };
    }

    /// <summary>Of each absorbed customer whom it became part of.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadMergedIntoAsync(CancellationToken cancellation)
    {
        var mergedInto = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var (customerId, survivor) in store.ReadAbsorbedAsync(cancellation))
            mergedInto[customerId] = survivor;
        return mergedInto;
    }

    /// <summary>Every merge whose undoing was cut off, or is under way.</summary>
    public async Task<IReadOnlyList<string>> ReadUndoingAsync(CancellationToken cancellation)
    {
        var merges = new List<string>();
        await foreach (var merge in store.ReadUndoingAsync(cancellation))
            merges.Add(merge);
        return merges;
    }

    /// <summary>Every identity and whose it is.</summary>
    public IAsyncEnumerable<IdentityLink> ReadLinksAsync(CancellationToken cancellation) => store.ReadLinksAsync(cancellation);

    /// <summary>What a replay did was what the rules of its day said, and is judged anew.</summary>
    private static bool IsOfPeople(CustomerPair pair) => pair.DecidedBy != ReplayApplication.By;

    private async Task<List<CustomerPair>> ReadPairsAsync(PairState state, CancellationToken cancellation)
    {
        var all = new List<CustomerPair>();
        PairPage page;
        string? continuation = null;
        do
        {
            page = await pairs.ListAsync(state, PairsAtOnce, continuation, cancellation);
            all.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return all;
    }
}
