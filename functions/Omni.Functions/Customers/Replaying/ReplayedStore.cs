using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Links and profiles as a replay leaves them, contact by contact: the state that the rules are asked on.</summary>
/// <param name="options">The rules of today.</param>
/// <param name="apart">What people said.</param>
internal sealed class ReplayedStore(ResolutionOptions options, KeptApart apart)
{
    /// <summary>The rules take what has no etag for something that is not written yet.</summary>
    private const string Written = "replayed";

    private static readonly HashSet<string> None = [];

    private readonly Dictionary<string, IdentityLink> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Profile> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    public Profile ProfileOf(string customerId) => _profiles.GetValueOrDefault(customerId) ?? Profile.Empty(customerId);

    public string RootOf(string customerId)
    {
        while (_profiles.GetValueOrDefault(customerId)?.MergedInto is { } survivor)
            customerId = survivor;
        return customerId;
    }

    /// <summary>Under which names decisions know a customer of the replay.</summary>
    public IReadOnlySet<string> NamesOf(string customerId) => _names.GetValueOrDefault(customerId) ?? None;

    /// <summary>Whose an identity is at a moment; null when nobody's.</summary>
    public string? OwnerOf(Identity identity, DateTimeOffset at) =>
        _links.GetValueOrDefault(identity.Key)?.OwnerAt(at) is { } owner ? RootOf(owner) : null;

    /// <summary>What the look-up of a contact would find, and no more: the rules must not know more here than they do when a contact comes in.</summary>
    /// <param name="contact">Judged and ordered.</param>
    /// <param name="released">Keys of identities that are nobody's from this contact on.</param>
    public KnownCustomers LookUp(Contact contact, IReadOnlySet<string> released)
    {
        var known = new KnownCustomers(options.IdSalt);
        if (contact.From.Decisive is [var leading, ..])
            AddLink(known, leading, contact, released);
        if (contact.From.Decisive is not [var first, ..] || known.LinkOf(first) is null)
            AddCustomer(known, CustomerId.From(options.IdSalt.Span, contact));
        if (known.MayStandAlone(contact))
            AddCustomer(known, CustomerId.OfContact(options.IdSalt.Span, contact));
        foreach (var other in CustomerLookup.OthersOf(contact, known, identity => _links.GetValueOrDefault(identity.Key), options))
            AddLink(known, other, contact, released);
        return known;
    }

    /// <summary>Whose each identity is, each customer under the id it lives under now.</summary>
    public IReadOnlyList<IdentityLink> Links() =>
    [
        .. _links.Values.Select(link => link with
        {
            CustomerId = RootOf(link.CustomerId),
            Formerly = [],
            Past = [.. link.Past.Select(past => past with { CustomerId = RootOf(past.CustomerId), Formerly = [] })],
            ETag = null,
        }),
    ];

    public void Put(IdentityLink link) => _links[link.Key] = link with { ETag = Written };

    public void Put(Profile profile) => _profiles[profile.Id] = profile;

    public void Name(string customerId, IReadOnlySet<string> names)
    {
        if (names.Count == 0)
            return;
        if (!_names.TryGetValue(customerId, out var all))
            _names[customerId] = all = new(StringComparer.Ordinal);
        all.UnionWith(names);
    }

    /// <summary>Makes living customers part of another one.</summary>
    public void Absorb(string survivor, string absorbed, MergeEvidence evidence)
    {
        var frozen = ProfileFold.Freeze(ProfileOf(absorbed), survivor, evidence);
        Put(frozen);
        Put(ProfileFold.Absorb(ProfileOf(survivor), frozen));
        Name(survivor, NamesOf(absorbed));
    }

    private void AddLink(KnownCustomers known, Identity identity, Contact contact, IReadOnlySet<string> released)
    {
        known.Ask(identity);
        if (!_links.TryGetValue(identity.Key, out var link))
            return;
        var root = RootOf(link.CustomerId);
        if (root != link.CustomerId)
            _links[identity.Key] = link = link with { CustomerId = root };
        known.Add(released.Contains(identity.Key) ? link.End(contact.OccurredAt.AddMilliseconds(-1)) : link);
        AddCustomer(known, link.CustomerId);
        foreach (var past in link.Past)
            AddCustomer(known, past.CustomerId);
    }

    private void AddCustomer(KnownCustomers known, string customerId)
    {
        for (var next = customerId; next is not null && !known.HasProfileOf(next); next = ProfileOf(next).MergedInto)
        {
            var profile = ProfileOf(next);
            var names = NamesOf(next);
            known.Add(new StoredProfile(names.Count == 0 ? profile : profile with { Absorbed = [.. profile.Absorbed, .. names] }, _profiles.ContainsKey(next) ? Written : null));
            foreach (var pair in apart.About(names))
                known.Add(pair);
        }
    }
}
