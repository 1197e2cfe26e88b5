using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Contacts of one customer that are others': each is written where it belongs, after it is kept that the two are not one person. It is on both
/// timelines then, until it is taken off the first.
/// </summary>
/// <param name="store">The customers.</param>
/// <param name="cache">What is known of them.</param>
/// <param name="splits">Who is kept apart.</param>
/// <param name="from">Who is alive and has them.</param>
internal sealed class MovedContacts(ICustomerStore store, CustomerCache cache, RememberedSplits splits, string from)
{
    private readonly Refolding _refolding = new(store, cache);
    private readonly PartwiseCommit _commit = new(store, cache, arrivals: null);
    private readonly Dictionary<string, CustomerSplit> _begun = new(StringComparer.Ordinal);

    /// <returns>False when a rival changed the picture.</returns>
    public async Task<bool> PlaceAsync(IReadOnlyList<(Contact Contact, Placed Place)> leaving, CancellationToken cancellation)
    {
        // A contact may be on two timelines of one customer, where moving it was cut off before the two became one.
        foreach (var home in leaving.Where(moved => moved.Place.Home != from).GroupBy(static moved => moved.Place.Home, StringComparer.Ordinal))
        {
            if (await BeginAsync(home.Key, cancellation) is not { } split)
                return false;
            foreach (var part in home.GroupBy(static moved => moved.Place.Timeline, static moved => moved.Place.Judge(moved.Contact), StringComparer.Ordinal))
            {
                if (!await AddAsync(part.Key, [.. part], cancellation))
                    return false;
            }

            if (!await TellAsync(split, cancellation))
                return false;
        }

        return true;
    }

    /// <summary>The splits that the timeline of whoever had the contacts does not tell yet.</summary>
    public Task<IReadOnlyList<CustomerSplit>> UntoldAsync(CancellationToken cancellation) => UntoldAsync(from, [.. _begun.Values], cancellation);

    private async Task<CustomerSplit?> BeginAsync(string home, CancellationToken cancellation)
    {
        if (_begun.TryGetValue(home, out var begun))
            return begun;
        if (await splits.KeepAsync(from, home, cancellation) is { } split)
            return _begun[home] = split;
        return null;
    }

    private async Task<bool> AddAsync(string customerId, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var written = await store.FindEntriesAsync(customerId, [.. contacts.Select(static contact => contact.Id)], cancellation);
        var (before, _) = await _refolding.ReadAsync(customerId, cancellation);
        if (written.Count < contacts.Count
            && (before.Profile.IsFrozen || !await _commit.ExecuteAsync(before, [], contacts, contact => written.Contains(contact.Id), cancellation)))
            return false;

        // There since an earlier attempt, a contact may lack the news of it that the other entry has.
        foreach (var contact in contacts)
        {
            if (contact.MayGrow)
                await store.JoinNewsAsync(new EntryKey(customerId, contact.Id), contact, cancellation);
        }

        return true;
    }

    private async Task<bool> TellAsync(CustomerSplit split, CancellationToken cancellation)
    {
        if (await UntoldAsync(split.To, [split], cancellation) is not { Count: > 0 } untold)
            return true;
        var (before, _) = await _refolding.ReadAsync(split.To, cancellation);
        cache.Forget(split.To);
        return (await store.CommitAsync(new CustomerChange { Before = before, After = before.Profile, Splits = untold }, cancellation)).Status == CommitStatus.Written;
    }

    private async Task<IReadOnlyList<CustomerSplit>> UntoldAsync(string customerId, IReadOnlyList<CustomerSplit> begun, CancellationToken cancellation)
    {
        if (begun.Count == 0)
            return [];
        var told = await store.FindEntriesAsync(customerId, [.. begun.Select(static split => split.Id)], cancellation);
        return [.. begun.Where(split => !told.Contains(split.Id))];
    }
}
