using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Joining;

/// <summary>What has to be written so that a picture becomes true.</summary>
internal sealed class Outcome(KnownCustomers known, Picture picture)
{
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);

    /// <summary>One resolution for each customer that somebody is of. They are written in this order, so a link that several have to do with is the first one's.</summary>
    public IReadOnlyList<Resolution> Resolutions() =>
        [.. picture.Placed.GroupBy(place => picture.RootOf(place.CustomerId)).Select(place => ResolutionOf(place.Key, [.. place.Select(static placed => placed.Contact)]))];

    private Resolution ResolutionOf(string customerId, List<Contact> contacts)
    {
        var ids = contacts.Select(static contact => contact.Id).ToHashSet(StringComparer.Ordinal);
        return new Resolution
        {
            CustomerId = customerId,
            Contacts = contacts,
            Claims = [.. picture.Links.Where(link => contacts.Exists(contact => contact.From.Decisive.Any(identity => identity.Key == link.Key)) && _claimed.Add(link.Key)).Select(OfWhoeverIsWritten)],
            Dispossessed = DispossessedBy(customerId, contacts),
            Suggestions = SuggestionsOf(ids),
            Merges = [.. picture.Merges.Where(merge => picture.RootOf(merge.Absorbed) == customerId)],
            Frozen = FrozenOf(customerId, contacts),
        };
    }

    /// <summary>Whoever became part of somebody before anything was written of them never is.</summary>
    private IdentityLink OfWhoeverIsWritten(IdentityLink link) => link with
    {
        CustomerId = link.ETag is null ? picture.RootOf(link.CustomerId) : OfWhoeverIsWritten(link.CustomerId),
        Past = [.. link.Past.Select(past => past with { CustomerId = OfWhoeverIsWritten(past.CustomerId) })],
    };

    private string OfWhoeverIsWritten(string customerId) => picture.IsUnborn(customerId) ? picture.RootOf(customerId) : customerId;

    private List<CustomerPair> SuggestionsOf(HashSet<string> contactIds) =>
        [.. picture.Pairs.Where(pair => pair.Reasons.Any(reason => reason.ContactId is { } id && contactIds.Contains(id)))
            .Where(pair => picture.RootOf(pair.First) != picture.RootOf(pair.Second))
            .Select(pair => pair.Between(picture.RootOf(pair.First), picture.RootOf(pair.Second)))
            .DistinctBy(static pair => pair.Id)];

    private List<Dispossessed> DispossessedBy(string customerId, List<Contact> contacts) =>
        [.. contacts.Where(contact => !known.IsWritten(contact))
            .SelectMany(contact => contact.From.Decisive.SelectMany(identity => DispossessedOf(identity, picture.LinkOf(identity), contact)))
            .GroupBy(lost => picture.RootOf(lost.CustomerId), StringComparer.Ordinal).Where(former => former.Key != customerId)
            .Select(static former => new Dispossessed(former.Key, [.. former.SelectMany(static lost => lost.Corrections)]))];

    /// <summary>Of an identity that a contact tells to be another's, or to have been until then.</summary>
    private static IEnumerable<Dispossessed> DispossessedOf(Identity identity, IdentityLink? link, Contact contact)
    {
        if (link is null)
            yield break;
        if (link is { Rule: LinkRule.Changed, Past: [.., var last] } && link.Evidence == contact.Id)
            yield return new Dispossessed(last.CustomerId, [Dispossession.Correction(identity, contact)]);
        if (link.Past is [{ Since: null } first, ..] && first.Evidence == contact.Id)
            yield return new Dispossessed(link.CustomerId, []);
        if (!identity.IsEnded && link.EndedAt == contact.OccurredAt)
            yield return new Dispossessed(link.CustomerId, [Dispossession.Correction(identity, contact)]);
    }

    /// <summary>Customers frozen earlier, on the way from an identity to this customer, whose facts it may lack still.</summary>
    private List<Profile> FrozenOf(string customerId, List<Contact> contacts) =>
        [.. contacts.SelectMany(contact => contact.From.Decisive.Select(known.LinkOf).OfType<IdentityLink>().SelectMany(link => link.HoldersAround(contact)))
            .Concat(contacts.Select(known.FormerEntryOf).OfType<EntryKey>().Select(static entry => entry.CustomerId))
            .Concat(known.Begun)
            .Where(holder => picture.RootOf(holder) == customerId)
            .SelectMany(known.FrozenBefore)
            .DistinctBy(static frozen => frozen.Id)];
}
