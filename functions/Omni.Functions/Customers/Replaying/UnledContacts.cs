using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// Contacts that stay, or are put, where none of their identities leads: delivered again, they would not be looked for there. The customer that each would
/// be if it led to nobody tells where it is.
/// </summary>
internal sealed class UnledContacts(ICustomerStore store, CustomerCache cache, Settlement settlement)
{
    private const int ProfilesAtOnce = 500;

    /// <param name="links">As they shall be, by their keys.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when a rival changed one of the customers.</returns>
    public async Task<bool> TellAsync(IReadOnlyDictionary<string, IdentityLink> links, CancellationToken cancellation)
    {
        var isDone = true;
        foreach (var some in settlement.Places.Where(placed => IsUnled(placed, links)).Chunk(ProfilesAtOnce))
        {
            var holders = some.ToDictionary(placed => settlement.AloneAs(placed.Contact), static placed => placed.Timeline, StringComparer.Ordinal);
            var stored = (await store.FindProfilesAsync([.. holders.Keys], cancellation)).ToDictionary(static found => found.Profile.Id, StringComparer.Ordinal);
            foreach (var (alone, holder) in holders)
                isDone &= await TellAsync(stored.GetValueOrDefault(alone) ?? new StoredProfile(Profile.Empty(alone), null), holder, cancellation);
        }

        return isDone;
    }

    private async Task<bool> TellAsync(StoredProfile before, string holder, CancellationToken cancellation)
    {
        if (before.Profile.Id == holder || before.Profile.ContactIsWith == holder)
            return true;
        cache.Forget(before.Profile.Id);
        var change = new CustomerChange { Before = before, After = before.Profile with { ContactIsWith = holder } };
        return (await store.CommitAsync(change, cancellation)).Status == CommitStatus.Written;
    }

    private bool IsUnled(Placed placed, IReadOnlyDictionary<string, IdentityLink> links) =>
        placed.DeliveredAgain().Any(contact => MayStandAlone(contact, links) && !HoldersOf(contact, links).Contains(placed.Timeline));

    /// <summary>Whether whom it would be alone is asked for it.</summary>
    private static bool MayStandAlone(Contact contact, IReadOnlyDictionary<string, IdentityLink> links)
    {
        var known = new KnownCustomers();
        foreach (var identity in contact.From.Decisive)
        {
            if (links.TryGetValue(identity.Key, out var link))
                known.Add(link);
        }

        return contact.From.Decisive.Count == 0 || known.MayStandAlone(contact);
    }

    /// <summary>Where a contact is looked for because of the identity that leads it.</summary>
    private IEnumerable<string> HoldersOf(Contact contact, IReadOnlyDictionary<string, IdentityLink> links)
    {
        if (contact.From.Decisive is not [var leading, ..] || !links.TryGetValue(leading.Key, out var link))
            return [settlement.FirstOwnerOf(contact)];
        return link.EverFormerly.Where(former => former.MayHave(contact)).Select(static former => former.CustomerId)
            .Concat(link.HoldersAround(contact).SelectMany(settlement.History.WayOf));
    }
}
