using System.Globalization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Evidence;

/// <summary>The shortest way from one identity of a customer to another over what ties them: contacts that carried both, decisions that joined them.</summary>
public static class EvidenceChain
{
    /// <summary>The steps in order; none where both are the same; null when nothing ties them.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="evidence">What has happened. Of ways equally long the better vouched for is taken, then the earlier.</param>
    public static IReadOnlyList<EvidenceStep>? Between(IdentityName from, IdentityName to, IEnumerable<Tie> evidence)
    {
        var ties = evidence.OrderByDescending(static tie => tie.Weakest).ThenBy(static tie => tie.At).ThenBy(static tie => tie.Id, StringComparer.Ordinal).ToList();
        var arrivals = new Dictionary<string, EvidenceStep?>(StringComparer.Ordinal) { [from.Key] = null };
        var next = new Queue<IdentityName>([from]);
        var used = new HashSet<Tie>();
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
    public static Tie Of(Contact contact) => new(
        contact.Id,
        [.. contact.From.Decisive.Where(static identity => !identity.IsApart)],
        [])
    {
        At = contact.OccurredAt,
        Channel = contact.Channel,
        Rule = contact.From.Identities.Any(static identity => identity.IsEnded) ? "changed" : "sameContact",
    };

    /// <summary>What somebody tied by deciding it: everybody on one side with everybody on the other.</summary>
    public static Tie Of(string id, string rule, IEnumerable<ProfileIdentity> absorbed, IEnumerable<ProfileIdentity> others, DateTimeOffset? at) => new(
        id,
        [.. absorbed.Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))],
        [.. others.Select(static identity => new Identity(identity.Kind, identity.Value, identity.Trust))])
    {
        At = at,
        Rule = rule,
    };

    /// <summary>Something that ties identities: those of <paramref name="One"/> with one another, or with those of <paramref name="Other"/> where there are any.</summary>
    public sealed record Tie(string Id, IReadOnlyList<Identity> One, IReadOnlyList<Identity> Other)
    {
        public required string Rule { get; init; }

        public DateTimeOffset? At { get; init; }

        public string? Channel { get; init; }

        public string? By { get; init; }

        public string? Reason { get; init; }

        internal bool IsOneSided => Other.Count == 0;

        internal Trust Weakest => One.Concat(Other).Select(static identity => identity.Trust).DefaultIfEmpty(Trust.Claimed).Min();

        internal bool Has(IdentityName name) => One.Concat(Other).Any(identity => identity.Key == name.Key);

        internal IEnumerable<IdentityName> OthersThan(IdentityName name) =>
            (IsOneSided || !One.Any(identity => identity.Key == name.Key) ? One : Other).Where(identity => identity.Key != name.Key)
            .Select(static identity => new IdentityName(identity.Kind, identity.Value));

        internal EvidenceStep Step(IdentityName from, IdentityName to)
        {
            var trust = One.Concat(Other).Where(identity => identity.Key == from.Key || identity.Key == to.Key).Select(static identity => identity.Trust).Min();
            return new EvidenceStep
            {
                From = from,
                To = to,
                Rule = Rule,
                Trust = IsOneSided ? trust : null,
                ContactId = IsOneSided ? Id : null,
                Channel = Channel,
                At = At,
                By = By,
                Reason = Reason,
                Words = IsOneSided ? OfContact(from, to, trust) : OfDecision(from, to),
            };
        }

        private string OfContact(IdentityName from, IdentityName to, Trust trust)
        {
            var vouching = trust switch
            {
                Trust.Verified => "the channel vouches for both",
                Trust.Asserted => "the channel shows both",
                _ => "somebody typed one of them",
            };
            return Rule == "changed"
                ? $"On {Day}, over {Channel}, the {from.Kind} was said to be the {to.Kind} of before or after."
                : $"On {Day} one contact over {Channel} came with the {from.Kind} and the {to.Kind}; {vouching}.";
        }

        private string OfDecision(IdentityName from, IdentityName to) =>
            $"On {Day} {By ?? "somebody"} decided that the customer with the {from.Kind} and the one with the {to.Kind} are one person.";

        private string Day => At is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "an unknown day";
    }
}
