using Omni.Functions.Customers.Merging;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Brings one customer of today to what a replay makes of it: contacts that are others' leave, those that stay are judged anew, the profile is folded
/// again. Each step repeated changes nothing.
/// </summary>
internal sealed class SettledContacts(ICustomerStore store, CustomerCache cache, RememberedSplits splits, Settlement settlement)
{
    private readonly Refolding _refolding = new(store, cache);

    /// <param name="timelines">Those of the customer and of all who are part of it, whoever is furthest from the living one first.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many contacts left; null when a rival changed the picture.</returns>
    public async Task<int?> SettleAsync(IReadOnlyList<string> timelines, CancellationToken cancellation)
    {
        var moved = new MovedContacts(store, cache, splits, timelines[^1]);
        var count = 0;
        foreach (var timeline in timelines)
        {
            var before = await _refolding.ReadAsync(timeline, cancellation);
            if (before.Stored.Profile.MergedInto != settlement.History.MergedInto.GetValueOrDefault(timeline))
                return null;
            var (own, revised) = await ReadAsync(timeline, cancellation);
            var leaving = revised.Where(static entry => entry.Now is null).Select(static entry => entry.Stored.Contact).ToList();
            if (!await moved.PlaceAsync([.. leaving.Select(contact => (contact, settlement.PlaceOf(contact.Id)!))], cancellation)) // they leave for somewhere
                return null;

            // The living one is written even where nothing changes: whoever remembers a link that led there has to read it then.
            var told = timeline == timelines[^1] ? await moved.UntoldAsync(cancellation) : [];
            if (await _refolding.WriteAsync(before, own, revised, new RefoldingReason(null, told), cancellation) is null)
                return null;
            count += leaving.Count;
        }

        return count;
    }

    /// <summary>A contact that is not known came after the history was read, and stays as it is.</summary>
    private async Task<(Profile Own, List<RevisedEntry> Revised)> ReadAsync(string timeline, CancellationToken cancellation)
    {
        var own = Profile.Empty(timeline);
        var revised = new List<RevisedEntry>();
        await foreach (var entry in store.ReadEntriesAsync(timeline, cancellation))
        {
            if (settlement.PlaceOf(entry.Contact.Id) is { } place && place.Timeline != timeline)
                revised.Add(new RevisedEntry(entry, null));
            else if (settlement.PlaceOf(entry.Contact.Id) is { } here && !here.IsJudged(entry.Contact))
                revised.Add(new RevisedEntry(entry, here.Judge(entry.Contact)));
            else
                own = ProfileFold.Add(own, [entry.Contact]);
        }

        return (own, revised);
    }
}
