using System.Globalization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Evidence;

/// <summary>Something that ties identities: those of <paramref name="One"/> with one another, or with those of <paramref name="Other"/> where there are any.</summary>
public sealed record EvidenceTie(string Id, IReadOnlyList<Identity> One, IReadOnlyList<Identity> Other)
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
