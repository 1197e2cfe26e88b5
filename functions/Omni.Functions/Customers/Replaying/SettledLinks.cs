namespace Omni.Functions.Customers.Replaying;

/// <summary>Which links have to change so that each identity leads where a replay leads it.</summary>
internal sealed class SettledLinks(Settlement settlement)
{
    private readonly Dictionary<string, IdentityLink> _unseen = settlement.Links.ToDictionary(static link => link.Key, StringComparer.Ordinal);
    private readonly History _history = settlement.History;

    /// <summary>Those that nobody has yet, once all others were seen.</summary>
    public IReadOnlyCollection<IdentityLink> Missing => _unseen.Values;

    /// <returns>The link as it shall be; null where it is so.</returns>
    public IdentityLink? See(IdentityLink now)
    {
        var then = _unseen.Remove(now.Key, out var replayed) ? replayed : Released(now);
        if (IsSame(now, then))
            return null;
        var formers = FormersOf(now).DistinctBy(static former => former.CustomerId).ToList();
        return then with
        {
            Formerly = FormersOf(then.CustomerId, formers),
            Past = [.. then.Past.Select(past => past with { Formerly = FormersOf(past.CustomerId, formers) })],
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

    /// <summary>Everybody on whose timeline a contact with the identity may be, though it does not lead there any more.</summary>
    private IEnumerable<FormerCustomer> FormersOf(IdentityLink link) => link.EverFormerly
        .Concat(link.Past.Select(static past => past.CustomerId).Append(link.CustomerId).SelectMany(_history.WayOf).Select(static id => new FormerCustomer(id, null)));

    private List<FormerCustomer> FormersOf(string customerId, IReadOnlyList<FormerCustomer> formers) =>
        [.. formers.Where(former => former.CustomerId != customerId && _history.LivingOf(former.CustomerId) == customerId)];
}
