using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>What the store said about the people behind some contacts: an immutable picture that decisions are taken on.</summary>
public sealed class KnownCustomers
{
    private readonly Dictionary<string, IdentityLink> _links;
    private readonly Dictionary<string, StoredProfile> _profiles;

    public KnownCustomers(IEnumerable<IdentityLink> links, IEnumerable<StoredProfile> profiles)
    {
        _links = links.ToDictionary(static link => link.Key, StringComparer.Ordinal);
        _profiles = profiles.ToDictionary(static stored => stored.Profile.Id, StringComparer.Ordinal);
    }

    public IdentityLink? LinkOf(Identity identity) => _links.GetValueOrDefault(identity.Key);

    /// <summary>The customer an identity leads to today, pointers followed; null when it belongs to nobody.</summary>
    public string? CustomerOf(Identity identity) =>
        LinkOf(identity) is { } link ? RootOf(link.CustomerId) : null;

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
}
