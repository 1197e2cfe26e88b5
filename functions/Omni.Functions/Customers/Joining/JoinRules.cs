using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Joining;

/// <summary>
/// Which customers a contact makes one. What a channel vouches for or shows goes first, what somebody typed has to fit to that. Whoever
/// contradicts stays who they are, and of several who contradict one another none is chosen.
/// </summary>
internal sealed class JoinRules(IdentityOptions options, IReadOnlyList<CustomerPair> apart)
{
    /// <param name="self">Whose contact it is, before anybody joins.</param>
    /// <param name="candidates">All others its identities lead to, each once.</param>
    /// <param name="contact">The evidence.</param>
    public IReadOnlyList<Verdict> Choose(Dossier self, IReadOnlyList<Candidate> candidates, Contact contact)
    {
        var together = self.Copy();
        var verdicts = new List<Verdict>(candidates.Count);
        verdicts.AddRange(ChooseAmong([.. candidates.Where(static candidate => candidate.IsStrong)], together, contact));
        verdicts.AddRange(ChooseAmong([.. candidates.Where(static candidate => !candidate.IsStrong)], together, contact));
        return verdicts;
    }

    private List<Verdict> ChooseAmong(IReadOnlyList<Candidate> candidates, Dossier together, Contact contact)
    {
        var verdicts = candidates.Select(candidate => Judge(candidate, together, contact)).ToList();
        var open = verdicts.Where(static verdict => verdict.Refusal is null).ToList();
        var union = together.Copy();
        foreach (var (candidate, _, _) in open)
        {
            if (Judge(candidate, union, contact) is { Refusal: not null } clash)
                return [.. verdicts.Select(verdict => verdict.Refusal is null ? verdict with { Refusal = Refusal.SeveralCandidates, Kind = clash.Kind } : verdict)];
            union.Absorb(candidate.Dossier);
        }

        together.Absorb(union);
        return verdicts;
    }

    private Verdict Judge(Candidate candidate, Dossier self, Contact contact)
    {
        if (candidate.Link is { } link && link.HasJoined(options.SharedAfter))
            return new Verdict(candidate, Refusal.SharedValue);
        if (apart.Any(pair => Separates(pair, self, candidate) && !Overrules(candidate, pair, contact)))
            return new Verdict(candidate, Refusal.KeptApart);
        return self.ContradictionWith(candidate.Dossier, options.Limits) is { } kind
            ? new Verdict(candidate, Refusal.Contradiction, kind)
            : new Verdict(candidate);
    }

    private static bool Separates(CustomerPair pair, Dossier self, Candidate candidate) =>
        (self.Members.Contains(pair.First) && candidate.Dossier.Members.Contains(pair.Second))
        || (self.Members.Contains(pair.Second) && candidate.Dossier.Members.Contains(pair.First));

    /// <summary>Verified evidence for both sides that came after somebody kept them apart.</summary>
    private static bool Overrules(Candidate candidate, CustomerPair pair, Contact contact) =>
        contact.OccurredAt > pair.DecidedAt
        && candidate.Identity.Trust == Trust.Verified
        && contact.From.Decisive.Any(identity => identity.Trust == Trust.Verified && identity.Key != candidate.Identity.Key);
}
