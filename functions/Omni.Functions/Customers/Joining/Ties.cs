using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Joining;

/// <summary>Where the identities of one contact lead.</summary>
internal sealed class Ties
{
    private readonly List<(Identity Identity, string CustomerId)> _leading = [];
    private readonly List<Identity> _own = [];
    private readonly List<Identity> _taken = [];
    private readonly List<Identity> _shared = [];
    private readonly List<Identity> _mentioned = [];

    private Ties()
    {
    }

    /// <summary>Those that belong to nobody yet.</summary>
    public IReadOnlyList<Identity> Own => _own;

    /// <summary>Those that the person has now and somebody else had before.</summary>
    public IReadOnlyList<Identity> Taken => _taken;

    /// <summary>Those that decide nothing any more, since too many came with them.</summary>
    public IReadOnlyList<Identity> Shared => _shared;

    /// <summary>Those that lead to somebody else, as is known of the customer, or led there when the contact happened.</summary>
    public IReadOnlyList<Identity> Mentioned => _mentioned;

    /// <summary>The customers they lead to, except the contact's own.</summary>
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    public static Ties Of(Contact contact, string? home, Picture picture)
    {
        var ties = new Ties();
        foreach (var identity in contact.From.Decisive)
            ties.Add(identity, contact, home, picture);
        ties.Candidates =
        [
            .. ties._leading.Where(tie => tie.CustomerId != home).GroupBy(static tie => tie.CustomerId)
                .Select(ties => ties.MaxBy(static tie => tie.Identity.Trust))
                .Select(best => new Candidate(best.CustomerId, picture.DossierOf(best.CustomerId), best.Identity, picture.LinkOf(best.Identity))),
        ];
        return ties;
    }

    public IEnumerable<string> KeysTo(string customerId) =>
        _leading.Where(tie => tie.CustomerId == customerId).Select(static tie => tie.Identity.Key);

    /// <summary>Whoever the contact is of: the customer, if it is known, and what the contact brings that does not rest on somebody's word.</summary>
    public Dossier Self(Dossier? home, IdentityLimits limits)
    {
        var self = home?.Copy() ?? new Dossier();
        foreach (var identity in _own.Where(identity => identity.Trust > Trust.Claimed && (home is null || self.HasRoomFor(identity, limits))))
            self.Add(identity.Kind, identity.Value);
        return self;
    }

    /// <summary>Who came along through the identity that ties a candidate: the other customer, or an identity seen for the first time; null when nobody did.</summary>
    public string? Newcomer(string customerId, Candidate candidate, string? home) =>
        candidate.CustomerId != customerId ? candidate.CustomerId
        : home ?? _own.FirstOrDefault(static identity => identity.Trust > Trust.Claimed)?.Key;

    private void Add(Identity identity, Contact contact, string? home, Picture picture)
    {
        var owner = picture.OwnerOf(identity, contact);
        if (owner is null)
        {
            if (picture.IsMentioned(identity))
                _mentioned.Add(identity);
            else if (!identity.IsEnded)
                _own.Add(identity);
        }
        else if (owner != home && picture.IsShared(identity) && contact.From.Decisive.Count > 1)
        {
            _shared.Add(identity);
        }
        else if (owner != home && IsTakenOver(identity, contact, picture))
        {
            (picture.IsOf(owner, identity) ? _taken : _mentioned).Add(identity);
        }
        else
        {
            _leading.Add((identity, owner));
        }
    }

    /// <summary>The channel says that the person's number changed to one that somebody else wrote from before.</summary>
    private static bool IsTakenOver(Identity identity, Contact contact, Picture picture) =>
        identity is { IsEnded: false, Trust: Trust.Verified }
        && contact.From.Decisive.Any(other => other.IsEnded && other.Trust == Trust.Verified && other.Kind == identity.Kind)
        && picture.LinkOf(identity)?.SinceAt(contact.OccurredAt) < contact.OccurredAt;
}
