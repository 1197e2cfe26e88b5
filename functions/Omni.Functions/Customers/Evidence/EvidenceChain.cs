using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Evidence;

/// <summary>The shortest way from one identity of a customer to another over what ties them: contacts that carried both, decisions that joined them.</summary>
public static class EvidenceChain
{
    /// <summary>The steps in order; none where both are the same; null when nothing ties them.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="evidence">What has happened. Of ways equally long the better vouched for is taken, then the earlier.</param>
    public static IReadOnlyList<EvidenceStep>? Between(IdentityName from, IdentityName to, IEnumerable<EvidenceTie> evidence)
    {
        var ties = evidence.OrderByDescending(static tie => tie.Weakest).ThenBy(static tie => tie.At).ThenBy(static tie => tie.Id, StringComparer.Ordinal).ToList();
        var arrivals = new Dictionary<string, EvidenceStep?>(StringComparer.Ordinal) { [from.Key] = null };
        var next = new Queue<IdentityName>([from]);
        var used = new HashSet<EvidenceTie>();
        while (next.TryDequeue(out var here) && !arrivals.ContainsKey(to.Key))
        {
            foreach (var tie in ties.Where(tie => tie.Has(here) && !used.Contains(tie)))
            {
                foreach (var other in tie.OthersThan(here).Where(other => !arrivals.ContainsKey(other.Key)))
                {
                    arrivals[other.Key] = tie.Step(here, other);
                    next.Enqueue(other);
                }

                // Whatever it ties is reached by now, unless it ties two sides and this was one of them.
                if (tie.IsOneSided)
                    used.Add(tie);
            }
        }

        return arrivals.ContainsKey(to.Key) ? WayTo(to, arrivals) : null;
    }

    private static List<EvidenceStep> WayTo(IdentityName to, Dictionary<string, EvidenceStep?> arrivals)
    {
        var way = new List<EvidenceStep>();
        for (var step = arrivals[to.Key]; step is not null; step = arrivals[step.From.Key])
            way.Add(step);
        way.Reverse();
        return way;
    }

    /// <summary>What a contact ties: everything it carried that leads to the customer.</summary>
    public static EvidenceTie Of(Contact contact) => new(
        contact.Id,
        [.. contact.From.Decisive.Where(static identity => !identity.IsApart)],
        [])
    {
        At = contact.OccurredAt,
        Channel = contact.Channel,
        Rule = contact.From.Identities.Any(static identity => identity.IsEnded) ? "changed" : "sameContact",
    };

    /// <summary>What somebody tied by deciding it: everybody on one side with everybody on the other.</summary>
    public static EvidenceTie Of(string id, string rule, IEnumerable<ProfileIdentity> absorbed, IEnumerable<ProfileIdentity> others, DateTimeOffset? at) => new(
        id,
        [.. absorbed.Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))],
        [.. others.Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))])
    {
        At = at,
        Rule = rule,
    };
}
