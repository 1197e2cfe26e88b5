using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>All timelines of a store in memory.</summary>
internal sealed class InMemoryHistory(InMemoryCustomerStore store) : IHistoryStore
{
    /// <summary>How often all entries were read.</summary>
    public int Readings { get; private set; }

    public IAsyncEnumerable<HistoryEntry> ReadEntriesAsync(CancellationToken cancellation)
    {
        Readings++;
        return store.Entries.Select(static entry => new HistoryEntry(entry.CustomerId, entry.Contact)).ToAsyncEnumerable();
    }

    public IAsyncEnumerable<AbsorbedCustomer> ReadAbsorbedAsync(CancellationToken cancellation) =>
        store.Profiles.Where(static profile => profile.MergedInto is not null)
            .Select(static profile => new AbsorbedCustomer(profile.Id, profile.MergedInto!)).ToAsyncEnumerable(); // as the line before says

    public IAsyncEnumerable<string> ReadUndoingAsync(CancellationToken cancellation) =>
        store.Profiles.Select(static profile => profile.Undoing?.MergeId).OfType<string>().ToAsyncEnumerable();

    public IAsyncEnumerable<IdentityLink> ReadLinksAsync(CancellationToken cancellation) => store.Links.ToAsyncEnumerable();
}
