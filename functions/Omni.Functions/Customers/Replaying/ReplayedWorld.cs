using Omni.Functions.Contacts;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Takes contacts in order and carries out what the rules decide, as <see cref="CustomerWriter"/> does in the store.</summary>
internal sealed class ReplayedWorld(ResolutionOptions options, KeptApart apart)
{
    private static readonly HashSet<string> None = [];

    private readonly ReplayedStore _store = new(options, apart);
    private readonly Dictionary<string, CustomerPair> _suggested = new(StringComparer.Ordinal);
    private readonly List<(string CustomerId, HistoryEntry Entry)> _placed = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    public void Take(HistoryEntry entry)
    {
        var names = apart.NamesOf(entry);
        var contact = DecisiveOrder.Of(IdentityRules.Judge(entry.Contact, options.Identities), options.Identities.Limits);
        var resolution = Decide(contact, names);
        Note(resolution);
        foreach (var (absorbed, evidence) in resolution.Merges)
            _store.Absorb(resolution.CustomerId, absorbed, evidence);
        _store.Put(ProfileFold.Add(_store.ProfileOf(resolution.CustomerId), resolution.Contacts));
        _store.Name(resolution.CustomerId, names);
        Place(resolution, entry);
    }

    /// <summary>Makes two customers one because somebody said so.</summary>
    public void Join(DecidedJoin join)
    {
        string[] two = [_store.RootOf(_places[join.FirstContact]), _store.RootOf(_places[join.SecondContact])];
        Array.Sort(two, StringComparer.Ordinal);
        if (two[0] != two[1])
            _store.Absorb(two[0], two[1], new MergeEvidence(null, join.At, []));
    }

    public ReplayedHistory Outcome() => new(
        [
            .. _placed.GroupBy(place => _store.RootOf(place.CustomerId), StringComparer.Ordinal)
                .Select(group => new ReplayedCustomer(group.Key, _store.ProfileOf(group.Key), [.. group.Select(static place => place.Entry)])),
        ],
        [
            .. _suggested.Values.Select(OfLiving).OfType<CustomerPair>()
                .OrderBy(static pair => pair.Rank, StringComparer.Ordinal).ThenBy(static pair => pair.SuggestedAt)
                .DistinctBy(static pair => pair.Id),
        ])
    {
        Links = _store.Links(),
    };

    /// <summary>
    /// By the rules alone first. Where they would give the contact to somebody from whom its customer is kept apart, once more: what was typed
    /// decides nothing then, and what the channel vouches for or shows is the contact's own from now on.
    /// </summary>
    private Resolution Decide(Contact contact, IReadOnlySet<string> names)
    {
        var resolution = ResolutionRules.Decide([contact], _store.LookUp(contact, None), options)[0];
        if (names.Count == 0)
            return resolution;
        string[] together = [resolution.CustomerId, .. resolution.Merges.Select(static merge => merge.Absorbed)];
        var refused = together.Where(IsKeptApart).ToHashSet(StringComparer.Ordinal);
        if (refused.Count == 0)
            return resolution;

        var theirs = contact.From.Decisive.Where(identity => _store.OwnerOf(identity, contact.OccurredAt) is { } owner && refused.Contains(owner)).ToList();
        var typed = theirs.Where(static identity => identity.Trust == Trust.Claimed).Select(static identity => identity.Key).ToHashSet(StringComparer.Ordinal);
        if (typed.Count < contact.From.Decisive.Count)
            contact = Without(contact, typed);
        return ResolutionRules.Decide([contact], _store.LookUp(contact, theirs.Select(static identity => identity.Key).ToHashSet(StringComparer.Ordinal)), options)[0];

        // Where one of the others is kept apart from them as well, the rules have weighed that.
        bool IsKeptApart(string customerId) =>
            apart.Separates(names, _store.NamesOf(customerId))
            && !together.Any(other => apart.Separates(_store.NamesOf(other), _store.NamesOf(customerId)));
    }

    private static Contact Without(Contact contact, HashSet<string> keys) => keys.Count == 0 ? contact : contact with
    {
        From = contact.From with
        {
            Identities = [.. contact.From.Identities.Select(identity => keys.Contains(identity.Key) ? identity with { IsApart = true } : identity)],
            Decisive = [.. contact.From.Decisive.Where(identity => !keys.Contains(identity.Key))],
        },
    };

    private void Note(Resolution resolution)
    {
        foreach (var claim in resolution.Claims)
            _store.Put(claim);
        foreach (var pair in resolution.Suggestions)
            _suggested.TryAdd(pair.Id, pair);
    }

    private void Place(Resolution resolution, HistoryEntry entry)
    {
        foreach (var contact in resolution.Contacts)
        {
            _places[contact.Id] = resolution.CustomerId;
            _placed.Add((resolution.CustomerId, entry with { Contact = contact }));
        }
    }

    /// <summary>Null for two who turned out to be one.</summary>
    private CustomerPair? OfLiving(CustomerPair pair)
    {
        var (first, second) = (_store.RootOf(pair.First), _store.RootOf(pair.Second));
        return first == second ? null : CustomerPair.Of(first, second, pair.State, pair.Score, pair.Reasons, pair.SuggestedAt ?? default);
    }
}
