using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// Writes a customer anew: takes contacts off its timeline, or judges them otherwise, and folds its profile of what is there then. After each of
/// its writes the profile is the fold of what stands on the timeline and of the customers that are counted in.
/// </summary>
internal sealed class Refolding(ICustomerStore store, CustomerCache cache)
{
    /// <summary>A transactional batch takes 100 operations; others are the profile and the entries that tell why.</summary>
    private const int EntriesAtOnce = 90;

    /// <summary>The customer and those it counts in, read before its entries are. One who gets its profile only by absorbing may have none.</summary>
    public async Task<Folded> ReadAsync(string customerId, CancellationToken cancellation)
    {
        var stored = await store.FindProfilesAsync([customerId], cancellation) is [var found] ? found : new StoredProfile(Profile.Empty(customerId), null);
        var absorbed = stored.Profile.Absorbed.Count == 0 ? [] : await store.FindProfilesAsync(stored.Profile.Absorbed, cancellation);
        return new Folded(stored, [.. absorbed.Select(static one => one.Profile)]);
    }

    /// <param name="before">As it was read.</param>
    /// <param name="own">The fold of the entries that stay as they are.</param>
    /// <param name="revised">The others.</param>
    /// <param name="why">Set where the timeline does not tell yet why; of a long list the first write tells of an undoing, the last one of splits.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The customer as it is then; null when a rival changed it.</returns>
    public async Task<Profile?> WriteAsync(Folded before, Profile own, IReadOnlyList<RevisedEntry> revised, RefoldingReason why, CancellationToken cancellation)
    {
        var (stored, size) = (before.Stored, EntriesAtOnce);
        do
        {
            var part = revised.Take(size).ToList();
            var rest = revised.Skip(part.Count).ToList();
            var then = ProfileFold.Add(own, part.Select(static entry => entry.Now).OfType<Contact>());
            var change = ChangeOf(stored, part, why with { Splits = rest.Count == 0 ? why.Splits : [] }) with
            {
                After = ProfileRebuild.Of(stored.Profile, ProfileFold.Add(then, rest.Select(static entry => entry.Stored.Contact)), before.Absorbed),
            };
            var commit = await store.CommitAsync(change, cancellation);
            cache.Forget(stored.Profile.Id);
            if (commit.Status == CommitStatus.TooLarge && part.Count > 1)
            {
                size = part.Count / 2;
                continue;
            }

            if (commit.Status != CommitStatus.Written)
                return null;
            (stored, own, revised, why) = (new StoredProfile(change.After, commit.ETag), then, rest, why with { Undone = null });
        }
        while (revised.Count > 0);

        return stored.Profile;
    }

    private static CustomerChange ChangeOf(StoredProfile before, IReadOnlyList<RevisedEntry> part, RefoldingReason why) => new()
    {
        Before = before,
        After = before.Profile,
        Removed = [.. part.Where(static entry => entry.Now is null).Select(static entry => entry.Stored)],
        Judged = [.. part.Where(static entry => entry.Now is not null).Select(static entry => new JudgedEntry(entry.Stored, entry.Now!))], // as the line says
        Undone = why.Undone,
        Splits = why.Splits,
    };
}

/// <param name="Stored">The customer.</param>
/// <param name="Absorbed">Those it counts in.</param>
internal sealed record Folded(StoredProfile Stored, IReadOnlyList<Profile> Absorbed);

/// <param name="Stored">As it is on the timeline.</param>
/// <param name="Now">As it shall be; null when it leaves.</param>
internal sealed record RevisedEntry(StoredEntry Stored, Contact? Now);

/// <summary>What is told on the timeline.</summary>
internal sealed record RefoldingReason(UndoneMerge? Undone, IReadOnlyList<CustomerSplit> Splits);
