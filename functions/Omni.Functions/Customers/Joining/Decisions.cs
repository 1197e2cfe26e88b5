using Omni.Functions.Contacts;
using Omni.Functions.Telemetry;

namespace Omni.Functions.Customers.Joining;

/// <summary>
/// Decides contacts one after the other, each on the picture that those before it left: whose it is, whom it makes one, what it only suggests.
/// </summary>
internal sealed class Decisions(KnownCustomers known, ResolutionOptions options)
{
    private readonly Picture _picture = new(known, options);
    private readonly JoinRules _rules = new(options.Identities, known.Apart);

    public IReadOnlyList<Resolution> Outcome() => new Outcome(known, _picture).Resolutions();

    public void Take(Contact contact)
    {
        if (known.FormerEntryOf(contact) is { } entry)
        {
            _picture.Place(known.RootOf(entry.CustomerId), contact);
            return;
        }

        if (contact.From.Decisive.Count == 0)
        {
            _picture.Place(known.RootOf(CustomerId.From(options.IdSalt.Span, contact)), contact);
            return;
        }

        var leading = contact.From.Decisive[0];
        var home = _picture.OwnerOf(leading, contact);
        if (home is not null && contact.Change is not null)
            contact = CrmCorrections.Mark(contact, _picture.ProfileOf(home), options.DefaultRegion);
        if (home is not null && IsSettled(contact, home, known.ProfileOf(home).Profile))
            _picture.Place(home, Marked(contact, identity => IsMentioned(identity, contact, known.ProfileOf(home).Profile)));
        else
            Weigh(contact, leading.Trust > Trust.Claimed || contact.From.Decisive.Count == 1 ? home : null);
    }

    /// <summary>The customer knows every identity of it already: nothing can change.</summary>
    private bool IsSettled(Contact contact, string home, Profile profile)
    {
        foreach (var identity in contact.From.Decisive)
        {
            if (identity.IsEnded || !profile.HasSettled(identity, contact) || _picture.IsFreed(home, identity, contact))
                return false;
        }

        return true;
    }

    /// <summary>What led here when the contact happened is the customer's, though it was once refused.</summary>
    private static bool IsMentioned(Identity identity, Contact contact, Profile profile) =>
        profile.Mentions(identity) && !profile.KnewAt(identity, contact.OccurredAt);

    private void Weigh(Contact contact, string? home)
    {
        var ties = Ties.Of(contact, home, _picture);
        var replaced = ReplacedBy(contact);
        if (home is not null)
            _picture.DossierOf(home).Remove(replaced);
        var self = ties.Self(home is null ? null : _picture.DossierOf(home), options.Identities.Limits);
        self.Remove(replaced);
        foreach (var candidate in ties.Candidates)
            candidate.Dossier.Remove(replaced);
        var verdicts = _rules.Choose(self, ties.Candidates, contact);
        var joined = verdicts.Where(static verdict => verdict.Refusal is null).Select(static verdict => verdict.Candidate).ToList();

        string[] one = [.. joined.Select(static candidate => candidate.CustomerId), .. home is null ? [] : new[] { home }];
        var customer = one.Length == 0 ? NewIdFor(contact, ties) : _picture.Merge(one, contact);
        foreach (var candidate in joined)
            _picture.Remember(candidate, ties.Newcomer(customer, candidate, home), contact);
        Settle(contact, customer, ties, verdicts);
    }

    private void Settle(Contact contact, string customer, Ties ties, IReadOnlyList<Verdict> verdicts)
    {
        var replaced = ReplacedBy(contact);
        var apart = new HashSet<string>(StringComparer.Ordinal);
        apart.UnionWith(ties.Shared.Concat(ties.Mentioned.Where(static identity => !identity.IsEnded)).Select(static identity => identity.Key));
        foreach (var verdict in verdicts.Where(static verdict => verdict.Refusal is not null))
        {
            apart.UnionWith(ties.KeysTo(verdict.Candidate.CustomerId));
            _picture.Suggest(SuggestedPairs.Of(customer, verdict, contact), contact);
        }

        foreach (var identity in contact.From.Decisive.Where(static identity => identity.IsEnded))
            _picture.End(customer, identity, contact);
        apart.UnionWith(ties.Taken.Where(taken => !_picture.PassOn(customer, taken, contact)).Select(static taken => taken.Key));
        foreach (var identity in ties.Own)
        {
            var counts = !replaced.Exists(old => old.Key == identity.Key);
            if (!_picture.Claim(customer, identity, contact, counts))
                apart.Add(identity.Key);
        }

        if (apart.Count > 0)
            Metrics.KeptApart(contact);
        _picture.Place(customer, Marked(contact, identity => apart.Contains(identity.Key)));
    }

    /// <summary>
    /// An id of its own where the leading identity is or was somebody else's, or where others have become the customer whose id would follow
    /// from it: they came with the contact's other identities, before it was done.
    /// </summary>
    private string NewIdFor(Contact contact, Ties ties)
    {
        var own = known.RootOf(CustomerId.From(options.IdSalt.Span, contact));
        return _picture.LinkOf(contact.From.Decisive[0]) is null && !ties.Candidates.Any(candidate => candidate.CustomerId == _picture.RootOf(own))
            ? own
            : known.RootOf(CustomerId.OfContact(options.IdSalt.Span, contact));
    }

    /// <summary>Records that the CRM has made part of another: they still lead to the person, who has one record all the same.</summary>
    private static List<Identity> ReplacedBy(Contact contact) => contact.Change is { } change
        ? [.. change.MergedIds.Select(id => CrmIdentity.Of(change.System, change.Account, id))]
        : [];

    private static Contact Marked(Contact contact, Func<Identity, bool> isApart)
    {
        if (!contact.From.Identities.Any(isApart))
            return contact;
        return contact with { From = contact.From with { Identities = Mark(contact.From.Identities), Decisive = Mark(contact.From.Decisive) } };

        IReadOnlyList<Identity> Mark(IReadOnlyList<Identity> identities) =>
            [.. identities.Select(identity => isApart(identity) ? identity with { IsApart = true } : identity)];
    }
}
