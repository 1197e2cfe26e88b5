using Omni.Functions.Contacts;
using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Brings one customer of today to what a replay makes of it: contacts that are another's are first written there and then taken off here, those that
/// stay are judged anew, the profile is folded again. Each step repeated changes nothing.
/// </summary>
internal sealed class SettledContacts(ICustomerStore store, CustomerCache cache, RememberedSplits splits)
{
    private readonly Refolding _refolding = new(store, cache);
    private readonly PartwiseCommit _commit = new(store, cache, arrivals: null);

    /// <param name="timelines">Those of the customer and of all who are part of it, whoever is furthest from the living one first.</param>
    /// <param name="settlement">What shall be.</param>
    /// <param name="decision">Who decided it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many contacts left; null when a rival changed the picture.</returns>
    public async Task<int?> SettleAsync(IReadOnlyList<string> timelines, Settlement settlement, Decision decision, CancellationToken cancellation)
    {
        var begun = new Dictionary<string, CustomerSplit>(StringComparer.Ordinal);
        var left = 0;
        foreach (var timeline in timelines)
        {
            var before = await _refolding.ReadAsync(timeline, cancellation);
            if (before.Stored.Profile.MergedInto != settlement.History.MergedInto.GetValueOrDefault(timeline))
                return null;
            var (own, revised) = await ReadAsync(timeline, settlement, cancellation);
            var leaving = revised.Where(static entry => entry.Now is null).Select(static entry => entry.Stored.Contact).ToList();
            if (!await PlaceAsync(timelines[^1], leaving, settlement, begun, decision, cancellation))
                return null;

            // The living one is written even where nothing changes: whoever remembers a link that led there has to read it then.
            var told = timeline == timelines[^1] ? await UntoldAsync(timeline, begun.Values, cancellation) : [];
            if (await _refolding.WriteAsync(before, own, revised, new RefoldingReason(null, told), cancellation) is null)
                return null;
            left += leaving.Count;
        }

        return left;
    }

    private async Task<(Profile Own, List<RevisedEntry> Revised)> ReadAsync(string timeline, Settlement settlement, CancellationToken cancellation)
    {
        var own = Profile.Empty(timeline);
        var revised = new List<RevisedEntry>();
        await foreach (var entry in store.ReadEntriesAsync(timeline, cancellation))
        {
            var place = settlement.PlaceOf(entry.Contact.Id);
            if (place is not null && place.Timeline != timeline)
                revised.Add(new RevisedEntry(entry, null));
            else if (place is not null && !place.Contact.From.Identities.SequenceEqual(entry.Contact.From.Identities))
                revised.Add(new RevisedEntry(entry, Judged(entry.Contact, place)));
            else
                own = ProfileFold.Add(own, [entry.Contact]);
        }

        return (own, revised);
    }

    private static Contact Judged(Contact stored, Placed place) => stored with
    {
        From = new ContactSender
        {
            Identities = place.Contact.From.Identities,
            DisplayName = stored.From.DisplayName,
            Language = stored.From.Language,
        },
    };

    /// <summary>Puts contacts where they belong. They are on both timelines then, until they are taken off here.</summary>
    private async Task<bool> PlaceAsync(
        string living, IReadOnlyList<Contact> contacts, Settlement settlement, Dictionary<string, CustomerSplit> begun, Decision decision, CancellationToken cancellation)
    {
        foreach (var group in contacts.Select(contact => (Contact: contact, Place: settlement.PlaceOf(contact.Id)!)).GroupBy(static moved => moved.Place.Home, StringComparer.Ordinal)) // they leave for somewhere
        {
            // A contact may be on two timelines of one customer, where moving it was cut off before the two became one.
            if (group.Key == living)
                continue;
            if (!begun.TryGetValue(group.Key, out var split))
            {
                if (await splits.KeepAsync(living, group.Key, decision, cancellation) is not { } kept)
                    return false;
                begun[group.Key] = split = kept;
            }

            foreach (var timeline in group.GroupBy(static moved => moved.Place.Timeline, StringComparer.Ordinal))
            {
                if (!await AddAsync(timeline.Key, [.. timeline.Select(static moved => Judged(moved.Contact, moved.Place))], cancellation))
                    return false;
            }

            if (!await TellAsync(group.Key, split, cancellation))
                return false;
        }

        return true;
    }

    private async Task<bool> AddAsync(string customerId, IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var written = await store.FindEntriesAsync(customerId, [.. contacts.Select(static contact => contact.Id)], cancellation);
        var (before, _) = await _refolding.ReadAsync(customerId, cancellation);
        if (written.Count < contacts.Count
            && (before.Profile.IsFrozen || !await _commit.ExecuteAsync(before, [], contacts, contact => written.Contains(contact.Id), cancellation)))
            return false;

        // On both timelines since an earlier attempt, the contact may be there without the news of it that this entry has.
        foreach (var contact in contacts)
        {
            if (contact.Call is { } call)
                await store.JoinCallAsync(new EntryKey(customerId, contact.Id), call, cancellation);
        }

        return true;
    }

    private async Task<bool> TellAsync(string customerId, CustomerSplit split, CancellationToken cancellation)
    {
        if (await UntoldAsync(customerId, [split], cancellation) is not { Count: > 0 } untold)
            return true;
        var (before, _) = await _refolding.ReadAsync(customerId, cancellation);
        cache.Forget(customerId);
        var commit = await store.CommitAsync(new CustomerChange { Before = before, After = before.Profile, Splits = untold }, cancellation);
        return commit.Status == CommitStatus.Written;
    }

    /// <summary>Those that the timeline does not tell yet.</summary>
    private async Task<IReadOnlyList<CustomerSplit>> UntoldAsync(string customerId, IReadOnlyCollection<CustomerSplit> begun, CancellationToken cancellation)
    {
        if (begun.Count == 0)
            return [];
        var told = await store.FindEntriesAsync(customerId, [.. begun.Select(static split => split.Id)], cancellation);
        return [.. begun.Where(split => !told.Contains(split.Id))];
    }
}
