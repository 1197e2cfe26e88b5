using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers;

/// <summary>What the store said about the people behind some contacts: a picture that grows while it is looked up, and is decided on then.</summary>
/// <param name="salt">Behind customer ids, for contacts that are a customer of their own.</param>
public sealed class KnownCustomers(ReadOnlyMemory<byte> salt = default)
{
    private readonly Dictionary<string, IdentityLink> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredProfile> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<EntryKey, bool> _entries = [];

    private readonly List<CustomerPair> _apart = [];

    public IEnumerable<IdentityLink> Links => _links.Values;

    /// <summary>Of the customers here, those who are two for good.</summary>
    public IReadOnlyList<CustomerPair> Apart => _apart;

    public void Add(CustomerPair pair) => _apart.Add(pair);

    public void Add(IdentityLink link) => _links[link.Key] = link;

    public void Add(StoredProfile stored) => _profiles[stored.Profile.Id] = stored;

    public void Add(EntryKey entry, bool exists) => _entries[entry] = exists;

    public IdentityLink? LinkOf(Identity identity) => _links.GetValueOrDefault(identity.Key);

    /// <summary>The customer an identity led to at a moment, pointers followed; null when it belonged to nobody.</summary>
    public string? CustomerOf(Identity identity, DateTimeOffset at) =>
        LinkOf(identity)?.OwnerAt(at) is { } owner ? RootOf(owner) : null;

    public bool HasProfileOf(string customerId) => _profiles.ContainsKey(customerId);

    /// <summary>The profile as it was read, or an empty one that does not exist yet.</summary>
    public StoredProfile ProfileOf(string customerId) =>
        _profiles.GetValueOrDefault(customerId) ?? new StoredProfile(Profile.Empty(customerId), null);

    /// <summary>Survivors have smaller ids than those they absorb, so pointers only descend and the walk ends.</summary>
    public string RootOf(string customerId)
    {
        while (_profiles.GetValueOrDefault(customerId)?.Profile.MergedInto is { } survivor)
            customerId = survivor;
        return customerId;
    }

    /// <summary>The frozen profiles on the way to the root, the one next to the root first.</summary>
    public IReadOnlyList<Profile> FrozenBefore(string customerId)
    {
        var trail = new List<Profile>();
        while (_profiles.GetValueOrDefault(customerId)?.Profile is { MergedInto: { } survivor } frozen)
        {
            trail.Add(frozen);
            customerId = survivor;
        }

        trail.Reverse();
        return trail;
    }

    /// <summary>The same link without its detour.</summary>
    public IdentityLink Shorten(IdentityLink link) => link with { CustomerId = RootOf(link.CustomerId), Formerly = FormersOf(link, DateTimeOffset.MaxValue) };

    /// <summary>Where a contact may be already, other than on the timeline it leads to.</summary>
    public IEnumerable<EntryKey> FormerEntriesOf(Contact contact)
    {
        foreach (var link in contact.From.Decisive.Select(LinkOf).OfType<IdentityLink>())
        {
            foreach (var former in FormersOf(link, contact.OccurredAt).Where(former => former.MayHave(contact)))
                yield return new EntryKey(former.CustomerId, contact.Id);
        }

        if (MayStandAlone(contact))
            yield return new EntryKey(CustomerId.OfContact(salt.Span, contact), contact.Id);
    }

    /// <summary>Whether a contact may have become a customer of its own although its identities lead to others.</summary>
    public bool MayStandAlone(Contact contact) => contact.From.Decisive switch
    {
        [] => false,
        [var only] => LinkOf(only) is { } link && link.OwnerAt(contact.OccurredAt) is null,
        [{ Trust: Trust.Claimed }, ..] => true,
        [var leading, ..] => LinkOf(leading) is { } link && link.OwnerAt(contact.OccurredAt) is null,
    };

    public bool HasLookedFor(EntryKey entry) => _entries.ContainsKey(entry);

    /// <summary>Whether an absorbed customer has the contact.</summary>
    public bool IsWritten(Contact contact) => FormerEntryOf(contact) is not null;

    /// <summary>The contact on the timeline of an absorbed customer; null when none has it.</summary>
    public EntryKey? FormerEntryOf(Contact contact)
    {
        foreach (var entry in FormerEntriesOf(contact))
        {
            if (_entries.GetValueOrDefault(entry))
                return entry;
        }

        return null;
    }

    private IReadOnlyList<FormerCustomer> FormersOf(IdentityLink link, DateTimeOffset at) =>
        [.. link.FormerlyAt(at), .. FrozenBefore(link.OwnerAt(at) ?? link.CustomerId).Select(static frozen => new FormerCustomer(frozen.Id, frozen.LastEntryAt))];
}
