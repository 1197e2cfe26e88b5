using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Which links have to change so that each identity leads where a replay leads it.</summary>
internal sealed class SettledLinks
{
    private readonly Settlement _settlement;
    private readonly History _history;
    private readonly Dictionary<string, IdentityLink> _now;
    private readonly Dictionary<string, IdentityLink> _then;
    private readonly ILookup<string, FormerCustomer> _unreached;

    /// <param name="settlement">Whose they shall be.</param>
    /// <param name="links">All there are.</param>
    public SettledLinks(Settlement settlement, IReadOnlyList<IdentityLink> links)
    {
        (_settlement, _history) = (settlement, settlement.History);
        _now = links.ToDictionary(static link => link.Key, StringComparer.Ordinal);
        _then = settlement.Links.ToDictionary(static link => link.Key, StringComparer.Ordinal);
        _unreached = Unreached(settlement).Distinct().ToLookup(static way => way.Key, static way => way.Former, StringComparer.Ordinal);
    }

    /// <summary>Those that lead elsewhere or nowhere now, with the etag they were read with, and those that there are none of yet, without.</summary>
    public IEnumerable<IdentityLink> Changes() => _now.Values.Select(ChangeOf).OfType<IdentityLink>()
        .Concat(_then.Values.Where(then => !_now.ContainsKey(then.Key)).Select(then => With(then, [.. _unreached[then.Key]])));

    /// <summary>All there are once these are changed, by their keys.</summary>
    public IReadOnlyDictionary<string, IdentityLink> After(IEnumerable<IdentityLink> changes)
    {
        var then = new Dictionary<string, IdentityLink>(_now, StringComparer.Ordinal);
        foreach (var change in changes)
            then[change.Key] = change;
        return then;
    }

    /// <summary>Whom they lead to now.</summary>
    public string? LivingOf(IdentityLink change) => _now.TryGetValue(change.Key, out var now) ? _history.LivingOf(now.CustomerId) : null;

    private IdentityLink? ChangeOf(IdentityLink now)
    {
        // By a contact that came in meanwhile.
        if (_settlement.PlaceOf(now.Evidence) is null)
            return null;
        var then = _then.GetValueOrDefault(now.Key) ?? Released(now);
        if (IsSame(now, then) && !_unreached.Contains(now.Key))
            return null;
        return With(then, [.. _unreached[now.Key].Concat(FormersOf(now)).DistinctBy(static former => former.CustomerId)]) with
        {
            Joined = now.Joined.Count == then.Joined.Count ? now.Joined : then.Joined,
            ETag = now.ETag,
        };
    }

    /// <summary>Nobody's at any time: what is no one's leads nowhere, and is not taken for what nobody ever came with.</summary>
    private IdentityLink Released(IdentityLink now) => now with
    {
        CustomerId = _history.LivingOf(now.CustomerId),
        EndedAt = DateTimeOffset.MinValue,
        Past = [],
        Joined = [],
    };

    private bool IsSame(IdentityLink now, IdentityLink then) =>
        _history.LivingOf(now.CustomerId) == then.CustomerId
        && now.Trust == then.Trust && now.FirstSeenAt == then.FirstSeenAt && now.EndedAt == then.EndedAt
        && now.Evidence == then.Evidence && now.Rule == then.Rule && now.Joined.Count == then.Joined.Count
        && now.Past.Select(OfLiving).SequenceEqual(then.Past.Select(OfLiving));

    private PastOwner OfLiving(PastOwner past) => past with { CustomerId = _history.LivingOf(past.CustomerId), Formerly = None };

    private static IReadOnlyList<FormerCustomer> None { get; } = [];

    /// <summary>
    /// Where contacts are that would not be looked for there when they are delivered again, since none of their identities is known to have led there:
    /// with an identity that leads to whoever that customer is by now.
    /// </summary>
    private IEnumerable<(string Key, FormerCustomer Former)> Unreached(Settlement settlement)
    {
        var last = settlement.Places.Where(static placed => placed.Timeline != placed.Home).GroupBy(static placed => placed.Timeline, StringComparer.Ordinal)
            .ToDictionary(static timeline => timeline.Key, static timeline => timeline.Max(static placed => placed.Contact.OccurredAt), StringComparer.Ordinal);
        foreach (var placed in settlement.Places.Where(static placed => placed.Timeline != placed.Home))
        {
            // The others are not asked for where the first one leads to a customer who is known to have them.
            foreach (var way in WaysTo(placed))
            {
                if (!(_now.TryGetValue(way, out var now) && FormersOf(now).Any(former => former.CustomerId == placed.Timeline && former.MayHave(placed.Contact))))
                    yield return (way, new FormerCustomer(placed.Timeline, last[placed.Timeline]));
            }
        }
    }

    /// <summary>Of the identities that lead to its customer each that may be the first, or else the one that comes first.</summary>
    private IEnumerable<string> WaysTo(Placed placed)
    {
        var leading = placed.DeliveredAgain().SelectMany(static contact => contact.From.Decisive.Take(1)).Where(IsWay).ToList();
        return (leading.Count > 0 ? leading : placed.Contact.From.Decisive.Where(IsWay).Take(1)).Select(static identity => identity.Key);

        bool IsWay(Identity identity) =>
            _then.TryGetValue(identity.Key, out var then) && then.Past.Select(static past => past.CustomerId).Append(then.CustomerId).Contains(placed.Home);
    }

    /// <summary>Everybody on whose timeline a contact with the identity may be, though it does not lead there any more.</summary>
    private IEnumerable<FormerCustomer> FormersOf(IdentityLink link) => link.EverFormerly
        .Concat(link.Past.Select(static past => past.CustomerId).Append(link.CustomerId).SelectMany(_history.WayOf).Select(static id => new FormerCustomer(id, null)));

    private IdentityLink With(IdentityLink link, IReadOnlyList<FormerCustomer> formers) => link with
    {
        Formerly = FormersOf(link.CustomerId, formers),
        Past = [.. link.Past.Select(past => past with { Formerly = FormersOf(past.CustomerId, formers) })],
    };

    private List<FormerCustomer> FormersOf(string customerId, IReadOnlyList<FormerCustomer> formers) =>
        [.. formers.Where(former => former.CustomerId != customerId && _history.LivingOf(former.CustomerId) == customerId)];
}
