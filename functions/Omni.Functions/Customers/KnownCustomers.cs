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

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<CustomerPair> _apart = [];

    public IEnumerable<IdentityLink> Links => _links.Values;

    /// <summary>Of the customers here, those who are two for good.</summary>
    public IReadOnlyList<CustomerPair> Apart => _apart;

    public void Add(CustomerPair pair) => _apart.Add(pair);

    public void Add(IdentityLink link) => _links[link.Key] = link;

    public void Add(StoredProfile stored) => _profiles[stored.Profile.Id] = stored;

    /// <summary>Contacts of the batch tell that identities changed hands: the others may lead elsewhere than the links tell now.</summary>
    public bool IsUnsettled { get; init; }

    /// <summary>Customers whose merge an earlier attempt began, and may not have finished.</summary>
    public IReadOnlyCollection<string> Begun { get; init; } = [];

    /// <summary>Something here was not read now.</summary>
    public bool IsRemembered { get; private set; }

    public void Remind(IdentityLink link)
    {
        Add(link);
        IsRemembered = true;
    }

    public void Remind(StoredProfile stored)
    {
        Add(stored);
        IsRemembered = true;
    }

    /// <summary>The same, for somebody who writes at the same time as others.</summary>
    public KnownCustomers Copy()
    {
        var copy = new KnownCustomers(salt) { IsUnsettled = IsUnsettled, IsRemembered = IsRemembered, Begun = Begun };
        foreach (var (key, link) in _links)
            copy._links.Add(key, link);
        foreach (var (id, profile) in _profiles)
            copy._profiles.Add(id, profile);
        foreach (var (entry, exists) in _entries)
            copy._entries.Add(entry, exists);
        copy._asked.UnionWith(_asked);
        copy._apart.AddRange(_apart);
        return copy;
    }

    public void Add(EntryKey entry, bool exists) => _entries[entry] = exists;

    public void Ask(Identity identity) => _asked.Add(identity.Key);

    /// <summary>Whether it is known whose an identity is, be it nobody's.</summary>
    public bool HasAsked(Identity identity) => _asked.Contains(identity.Key);

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

    /// <summary>All who are this customer by now, as far as they are here.</summary>
    public IEnumerable<Profile> FrozenInto(string customerId) =>
        _profiles.Values.Select(static stored => stored.Profile).Where(profile => profile.IsFrozen && RootOf(profile.Id) == customerId);

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
    public IdentityLink Shorten(IdentityLink link) => link with { CustomerId = RootOf(link.CustomerId), Formerly = [.. link.Formerly, .. FormersOf(link.CustomerId)] };

    /// <summary>
    /// Where a contact may be already. The timeline that its leading identity leads to tells when it is written there, unless there is more to
    /// weigh: a contact that is anywhere already is not weighed again, since the world may have changed.
    /// </summary>
    public IEnumerable<EntryKey> FormerEntriesOf(Contact contact)
    {
        var links = contact.From.Decisive.Select(LinkOf).OfType<IdentityLink>().ToList();
        var isLedAlone = !IsUnsettled && links is [var one] && contact.From.Decisive[0] is { IsEnded: false } leading && one.Key == leading.Key;
        foreach (var link in links)
        {
            var owner = isLedAlone ? link.OwnerAt(contact.OccurredAt) : null;
            foreach (var former in link.EverFormerly.Where(former => former.MayHave(contact)))
                yield return new EntryKey(former.CustomerId, contact.Id);
            foreach (var holder in link.HoldersAround(contact))
            {
                foreach (var former in FormersOf(holder).Where(former => former.MayHave(contact)))
                    yield return new EntryKey(former.CustomerId, contact.Id);
                if (holder != owner)
                    yield return new EntryKey(RootOf(holder), contact.Id);
            }
        }

        if (contact.From.Decisive.Count > 0 && !MayStandAlone(contact))
            yield break;
        var own = ProfileOf(CustomerId.OfContact(salt.Span, contact)).Profile;

        // Without identities it is created there and nowhere else while that customer lives, and exists then.
        if (contact.From.Decisive.Count > 0 || own.IsFrozen)
            yield return new EntryKey(own.Id, contact.Id);
        if (own.ContactIsWith is { } other)
            yield return new EntryKey(other, contact.Id);
    }

    /// <summary>Who has a contact although nothing in it leads there; null where that is not known.</summary>
    public string? HolderOf(Contact contact) => contact.From.Decisive.Count == 0 || MayStandAlone(contact)
        ? ProfileOf(CustomerId.OfContact(salt.Span, contact)).Profile.ContactIsWith
        : null;

    /// <summary>Whether a contact may have become a customer of its own although its identities lead to others.</summary>
    public bool MayStandAlone(Contact contact) => contact.From.Decisive switch
    {
        [] => false,
        [{ Trust: Trust.Claimed }, _, ..] => true,
        [var leading, ..] => LinkOf(leading) is { } link
            ? leading.IsEnded || link.OwnerAt(contact.OccurredAt) is null
            : contact.From.Decisive.Any(identity => LinkOf(identity) is not null),
    };

    public bool HasLookedFor(EntryKey entry) => _entries.ContainsKey(entry);

    /// <summary>Whether somebody has the contact already.</summary>
    public bool IsWritten(Contact contact) => FormerEntryOf(contact) is not null;

    /// <summary>The contact where it is already; null when it is nowhere that was looked at.</summary>
    public EntryKey? FormerEntryOf(Contact contact)
    {
        foreach (var entry in FormerEntriesOf(contact))
        {
            if (_entries.GetValueOrDefault(entry))
                return entry;
        }

        return null;
    }

    private IEnumerable<FormerCustomer> FormersOf(string customerId) =>
        FrozenBefore(customerId).Select(static frozen => new FormerCustomer(frozen.Id, frozen.LastEntryAt));
}
