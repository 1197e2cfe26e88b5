using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers.Joining;

/// <summary>What is known, and on top of it what has been decided since: it grows contact by contact and becomes what has to be written.</summary>
internal sealed class Picture(KnownCustomers known, ResolutionOptions options)
{
    private readonly Dictionary<string, string> _survivors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentityLink> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dossier> _dossiers = new(StringComparer.Ordinal);
    private readonly List<(string CustomerId, Contact Contact)> _placed = [];
    private readonly List<Merge> _merges = [];
    private readonly Dictionary<string, CustomerPair> _pairs = new(StringComparer.Ordinal);

    public string RootOf(string customerId)
    {
        var root = known.RootOf(customerId);
        while (_survivors.TryGetValue(root, out var survivor))
            root = survivor;
        return root;
    }

    public IdentityLink? LinkOf(Identity identity) => _links.GetValueOrDefault(identity.Key) ?? known.LinkOf(identity);

    /// <summary>Whose an identity is when the contact happens; null when nobody's. What is given up with the contact is the giver's until then.</summary>
    public string? OwnerOf(Identity identity, Contact contact)
    {
        if (LinkOf(identity) is { } link)
            return link.OwnerAt(identity.IsEnded ? contact.OccurredAt.AddMilliseconds(-1) : contact.OccurredAt) is { } owner ? RootOf(owner) : null;

        // An identity on the profile needs no link of its own to be looked up.
        return known.LinkOf(contact.From.Decisive[0])?.OwnerAt(contact.OccurredAt) is { } leading && known.ProfileOf(known.RootOf(leading)).Profile.Knows(identity)
            ? RootOf(leading)
            : null;
    }

    public bool Mentions(string customerId, Identity identity) => known.ProfileOf(customerId).Profile.Mentions(identity);

    public bool IsShared(Identity identity) => LinkOf(identity)?.HasJoined(options.Identities.SharedAfter) == true;

    public Dossier DossierOf(string customerId)
    {
        if (!_dossiers.TryGetValue(customerId, out var dossier))
        {
            _dossiers[customerId] = dossier = Dossier.Of(known.ProfileOf(customerId).Profile);
            foreach (var link in known.Links.Where(link => link.EndedAt is null && known.RootOf(link.CustomerId) == customerId))
                dossier.Add(link.Kind, link.Value);
        }

        return dossier;
    }

    /// <summary>Makes them one customer: the one with the ordinally smallest id, so that opposite merges at the same moment choose alike.</summary>
    public string Merge(IReadOnlyCollection<string> customers, Contact evidence)
    {
        var survivor = customers.Min(StringComparer.Ordinal) ?? throw new ArgumentException("There is nobody to merge.", nameof(customers));
        foreach (var absorbed in customers.Where(id => id != survivor).Distinct().Order(StringComparer.Ordinal))
        {
            DossierOf(survivor).Absorb(DossierOf(absorbed));
            _survivors[absorbed] = survivor;
            if (!IsUnborn(absorbed))
                _merges.Add(new Merge(absorbed, new MergeEvidence(evidence.Id, evidence.OccurredAt, evidence.From.Decisive)));
        }

        return survivor;
    }

    /// <summary>A customer of contacts before this one that nothing has been written of yet, not even that another was absorbed: there is nobody to absorb.</summary>
    private bool IsUnborn(string customerId) => known.ProfileOf(customerId).ETag is null && !known.Links.Any(link => known.RootOf(link.CustomerId) == customerId);

    /// <summary>Somebody became one with the candidate's customer through the candidate's identity.</summary>
    public void Remember(Candidate candidate, string? newcomer)
    {
        if (newcomer is not null && LinkOf(candidate.Identity) is { } link)
            _links[link.Key] = link.Join(newcomer);
    }

    /// <summary>Links an identity that is nobody's; false when the customer has as many of its kind as a person has.</summary>
    public bool Claim(string customerId, Identity identity, Contact contact, bool counts)
    {
        var dossier = DossierOf(customerId);
        if (counts && !dossier.HasRoomFor(identity, options.Identities.Limits))
        {
            Metrics.OverLimit(identity.Kind);
            return false;
        }

        if (counts)
            dossier.Add(identity.Kind, identity.Value);
        _links[identity.Key] = LinkOf(identity) is { } former
            ? former.PassTo(customerId, identity, contact, LinkRule.SameContact)
            : IdentityLink.To(customerId, identity, contact);
        return true;
    }

    public void PassOn(string customerId, Identity identity, Contact contact)
    {
        if (LinkOf(identity) is not { } link)
            return;
        DossierOf(RootOf(link.CustomerId)).Remove([identity]);
        DossierOf(customerId).Add(identity.Kind, identity.Value);
        _links[identity.Key] = link.PassTo(customerId, identity, contact, LinkRule.Changed);
    }

    public void End(string customerId, Identity identity, Contact contact)
    {
        if (LinkOf(identity) is not { EndedAt: null } link || RootOf(link.CustomerId) != customerId || link.FirstSeenAt >= contact.OccurredAt)
            return;
        DossierOf(customerId).Remove([identity]);
        _links[identity.Key] = link.End(contact.OccurredAt);
    }

    public void Suggest(CustomerPair? pair, Contact contact)
    {
        if (pair is not null && _pairs.TryAdd(pair.Id, pair))
            Metrics.Suggested(contact);
    }

    public void Place(string customerId, Contact contact) => _placed.Add((customerId, contact));

    /// <summary>One resolution for each customer that somebody is of.</summary>
    public IReadOnlyList<Resolution> Outcome() =>
        [.. _placed.GroupBy(place => RootOf(place.CustomerId)).Select(place => ResolutionOf(place.Key, [.. place.Select(static placed => placed.Contact)]))];

    private Resolution ResolutionOf(string customerId, List<Contact> contacts)
    {
        var ids = contacts.Select(static contact => contact.Id).ToHashSet(StringComparer.Ordinal);
        return new Resolution
        {
            CustomerId = customerId,
            Contacts = contacts,
            Claims = [.. _links.Values.Select(link => link.ETag is null && RootOf(link.CustomerId) is var root ? link with { CustomerId = root } : link).Where(link => contacts.Exists(contact => contact.From.Decisive.Any(identity => identity.Key == link.Key)))],
            Suggestions = [.. _pairs.Values.Where(pair => pair.Reasons.Any(reason => reason.ContactId is { } id && ids.Contains(id)))],
            Merges = [.. _merges.Where(merge => RootOf(merge.Absorbed) == customerId)],
            Frozen = FrozenOf(customerId, contacts),
        };
    }

    /// <summary>Customers frozen earlier, on the way from an identity to this customer, whose facts it may lack still.</summary>
    private List<Profile> FrozenOf(string customerId, List<Contact> contacts) =>
        [.. contacts.SelectMany(static contact => contact.From.Decisive)
            .Select(known.LinkOf).OfType<IdentityLink>()
            .Where(link => RootOf(link.CustomerId) == customerId)
            .SelectMany(link => known.FrozenBefore(link.CustomerId))
            .DistinctBy(static frozen => frozen.Id)];
}
