using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Joining;

/// <summary>What is suggested about a customer and one that it was not joined with. In words without any value of anybody.</summary>
internal static class SuggestedPairs
{
    private static readonly Dictionary<Trust, double> Likelihood = new()
    {
        [Trust.Verified] = 0.9,
        [Trust.Asserted] = 0.7,
        [Trust.Claimed] = 0.5,
    };

    /// <summary>Null where there is nothing to suggest: it has been decided.</summary>
    public static CustomerPair? Of(string customerId, Verdict verdict, Contact contact)
    {
        if (verdict.Refusal is not { } refusal || refusal == Refusal.KeptApart)
            return null;
        var identity = verdict.Candidate.Identity;
        return CustomerPair.Of(
            customerId,
            verdict.Candidate.CustomerId,
            PairState.Suggested,
            Likelihood[identity.Trust] * Weight(refusal),
            [Tie(identity, contact), Doubt(refusal, verdict.Kind)],
            contact.OccurredAt);
    }

    private static double Weight(Refusal refusal) => refusal switch
    {
        Refusal.SharedValue => 0.3,
        Refusal.SeveralCandidates => 0.8,
        _ => 1,
    };

    private static PairReason Tie(Identity identity, Contact contact)
    {
        var words = identity.Trust switch
        {
            Trust.Verified => $"The channel vouches that a contact of one came with the {identity.Kind} of the other.",
            Trust.Asserted => $"A contact of one showed the {identity.Kind} of the other.",
            _ => $"In a contact of one somebody typed the {identity.Kind} of the other.",
        };
        return new PairReason("sameIdentity", words)
        {
            Kind = identity.Kind,
            Value = identity.Value,
            Trust = identity.Trust,
            ContactId = contact.Id,
            At = contact.OccurredAt,
        };
    }

    private static PairReason Doubt(Refusal refusal, string? kind) => refusal switch
    {
        Refusal.SharedValue => new PairReason("sharedValue", "So many came with that value that it is not one person's."),
        Refusal.SeveralCandidates => new PairReason("severalCandidates", "The contact names several customers who cannot be one person."),
        _ => new PairReason("contradiction", $"Together they would have more than one person has of {kind}.") { Kind = kind },
    };
}
