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

    public IReadOnlyCollection<(string CustomerId, Contact Contact)> Placed => _placed;

    /// <summary>Those that have changed or are new.</summary>
    public IReadOnlyCollection<IdentityLink> Links => _links.Values;

    public IReadOnlyCollection<Merge> Merges => _merges;

    public IReadOnlyCollection<CustomerPair> Pairs => _pairs.Values;

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
        {
            if (IsOfSomebodyLater(identity, contact))
                return null;
            return (identity.IsEnded ? link.OwnerUntil(contact.OccurredAt) : link.OwnerAt(contact.OccurredAt)) is { } owner ? RootOf(owner) : null;
        }

        // An identity on the profile needs no link of its own to be looked up.
        return known.LinkOf(contact.From.Decisive[0])?.OwnerAt(contact.OccurredAt) is { } leading && known.ProfileOf(known.RootOf(leading)).Profile.Knows(identity)
            ? RootOf(leading)
            : null;
    }

    /// <summary>Whether it is the customer's up to now.</summary>
    public bool IsOf(string customerId, Identity identity) => LinkOf(identity) is { } link && RootOf(link.CustomerId) == customerId;

    /// <summary>What is given up was the giver's, of whom nothing else is known; whoever is known with it came with it only later.</summary>
    public bool IsOfSomebodyLater(Identity identity, Contact contact) =>
        identity.IsEnded && identity.Trust == Trust.Verified && LinkOf(identity) is { Past.Count: 0 } link && link.FirstSeenAt >= contact.OccurredAt && link.Evidence != contact.Id;

    /// <summary>Nobody asked whose it is, since it is known of the customer that it is not theirs.</summary>
    public bool IsMentioned(Identity identity) => !known.HasAsked(identity);

    /// <summary>Nobody has what the customer only mentioned so far, and there is room for it.</summary>
    public bool IsFreed(string customerId, Identity identity, Contact contact) =>
        known.HasAsked(identity) && !known.ProfileOf(customerId).Profile.KnewAt(identity, contact.OccurredAt) && OwnerOf(identity, contact) is null
        && DossierOf(customerId).HasRoomFor(identity, options.Identities.Limits);

    /// <summary>The customer as of the contacts before this one.</summary>
    public Profile ProfileOf(string customerId) =>
        ProfileFold.Add(known.ProfileOf(customerId).Profile, _placed.Where(place => RootOf(place.CustomerId) == customerId).Select(static place => place.Contact));

    public bool IsShared(Identity identity) => LinkOf(identity)?.HasJoined(options.Identities.SharedAfter) == true;

    public Dossier DossierOf(string customerId)
    {
        if (!_dossiers.TryGetValue(customerId, out var dossier))
        {
            var profile = known.ProfileOf(customerId).Profile;
            _dossiers[customerId] = dossier = Dossier.Of(profile);
            foreach (var frozen in known.FrozenInto(customerId).Where(frozen => !profile.Absorbed.Contains(frozen.Id)))
                dossier.Absorb(Dossier.Of(frozen));
            foreach (var link in known.Links)
            {
                if (link.EndedAt is not null || known.RootOf(link.CustomerId) != customerId)
                    dossier.Remove(link.Kind, link.Value);
                else if (!profile.CrmRecords.Any(record => record.IsRemoved && record.Key == link.Key))
                    dossier.Add(link.Kind, link.Value);
            }
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
    public bool IsUnborn(string customerId) =>
        known.HasProfileOf(customerId) && known.ProfileOf(customerId).ETag is null
        && !known.Links.Any(link => link.Past.Select(static past => past.CustomerId).Append(link.CustomerId).Any(owner => known.RootOf(owner) == customerId))
        && !known.FrozenInto(customerId).Any();

    /// <summary>Somebody became one with the candidate's customer through the candidate's identity.</summary>
    public void Remember(Candidate candidate, string? newcomer, Contact contact)
    {
        if (newcomer is not null && LinkOf(candidate.Identity) is { } link)
            _links[link.Key] = link.Join(newcomer, contact);
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

    /// <summary>Takes an identity away from whoever had it; false when the customer has as many of its kind as a person has, and it is nobody's.</summary>
    public bool PassOn(string customerId, Identity identity, Contact contact)
    {
        if (LinkOf(identity) is not { } link)
            return false;
        DossierOf(RootOf(link.CustomerId)).Remove([identity]);
        if (!DossierOf(customerId).HasRoomFor(identity, options.Identities.Limits))
        {
            Metrics.OverLimit(identity.Kind);
            _links[identity.Key] = link.End(contact.OccurredAt);
            return false;
        }

        DossierOf(customerId).Add(identity.Kind, identity.Value);
        _links[identity.Key] = link.PassTo(customerId, identity, contact, LinkRule.Changed);
        return true;
    }

    /// <summary>What the customer gives up, also where nothing but that is known of it.</summary>
    public void End(string customerId, Identity identity, Contact contact)
    {
        if (LinkOf(identity) is not { } link)
        {
            if (identity.Trust == Trust.Verified && known.HasAsked(identity))
                _links[identity.Key] = IdentityLink.To(customerId, identity, contact).End(contact.OccurredAt);
        }
        else if (IsOfSomebodyLater(identity, contact))
        {
            _links[identity.Key] = link.AfterPast(customerId, contact);
        }
        else if (RootOf(link.CustomerId) == customerId && link.FirstSeenAt < contact.OccurredAt && !(link.EndedAt <= contact.OccurredAt))
        {
            DossierOf(customerId).Remove([identity]);
            _links[identity.Key] = link.End(contact.OccurredAt);
        }
    }

    public void Suggest(CustomerPair? pair, Contact contact)
    {
        if (pair is not null && _pairs.TryAdd(pair.Id, pair))
            Metrics.Suggested(contact);
    }

    public void Place(string customerId, Contact contact) => _placed.Add((customerId, contact));
}
