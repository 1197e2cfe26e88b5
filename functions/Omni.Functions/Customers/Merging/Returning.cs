using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Merging;

/// <summary>
/// What goes back with a customer whose merge is undone: the links that led to it or to whom it had absorbed, the contacts that these
/// links lead, and the links that such contacts have brought since then.
/// </summary>
internal sealed class Returning
{
    private readonly HashSet<string> _family;
    private readonly Dictionary<string, IdentityLink> _back;
    private readonly Dictionary<string, string> _broughtBy;

    private Returning(HashSet<string> family, Dictionary<string, string> broughtBy, IReadOnlyList<IdentityLink> links)
    {
        (_family, _broughtBy, Links) = (family, broughtBy, links);
        _back = links.ToDictionary(static link => link.Key, StringComparer.Ordinal);
    }

    /// <summary>All of them as they shall be; one that leads there already is among them.</summary>
    public IReadOnlyList<IdentityLink> Links { get; }

    /// <param name="customer">Who goes.</param>
    /// <param name="links">Those of whom it leaves, and its own.</param>
    /// <param name="contacts">Those of whom it leaves: the id, and the keys of what decides whose it is.</param>
    public static Returning Of(Profile customer, IReadOnlyList<IdentityLink> links, IEnumerable<(string Id, IReadOnlyList<string> Keys)> contacts)
    {
        HashSet<string> family = [customer.Id, .. customer.Absorbed];
        var back = links.Where(link => family.Contains(link.CustomerId) || link.Formerly.Any(former => family.Contains(former.CustomerId)))
            .Select(static link => link.Key).ToHashSet(StringComparer.Ordinal);
        var broughtBy = links.ToDictionary(static link => link.Key, static link => link.Evidence, StringComparer.Ordinal);
        var brought = links.ToLookup(static link => link.Evidence, static link => link.Key, StringComparer.Ordinal);
        var contactsOf = contacts.ToLookup(contact => DecidingOf(contact.Id, contact.Keys, broughtBy), static contact => contact.Id, StringComparer.Ordinal);

        var unseen = new Queue<string>(back);
        while (unseen.TryDequeue(out var key))
        {
            foreach (var further in contactsOf[key].SelectMany(contact => brought[contact]).Where(back.Add))
                unseen.Enqueue(further);
        }

        return new Returning(family, broughtBy, [.. links.Where(link => back.Contains(link.Key)).Select(link => Returned(link, customer, family))]);
    }

    /// <summary>A contact with identities of several customers stays with the one that the first of them leads to, or led to when it happened.</summary>
    public bool Takes(Contact contact) =>
        DecidingOf(contact.Id, [.. contact.From.Decisive.Select(static identity => identity.Key)], _broughtBy) is { } key && _back.TryGetValue(key, out var link)
        && OwnerOf(link, contact) is { } owner && _family.Contains(owner);

    /// <summary>What is given up with the contact was the giver's until then.</summary>
    private static string? OwnerOf(IdentityLink link, Contact contact) =>
        contact.From.Decisive.Any(identity => identity.IsEnded && identity.Key == link.Key)
            ? link.OwnerUntil(contact.OccurredAt)
            : link.OwnerAt(contact.OccurredAt) ?? link.OwnerUntil(contact.OccurredAt);

    /// <summary>The first that was known before the contact came; what it has brought itself says nothing.</summary>
    private static string? DecidingOf(string contactId, IReadOnlyList<string> keys, Dictionary<string, string> broughtBy) =>
        keys.FirstOrDefault(key => broughtBy.GetValueOrDefault(key) != contactId);

    private static IdentityLink Returned(IdentityLink link, Profile customer, HashSet<string> family) => family.Contains(link.CustomerId)
        ? link
        : link with
        {
            CustomerId = customer.Id,
            Formerly = [.. link.Formerly.Where(former => customer.Absorbed.Contains(former.CustomerId))],
        };
}
