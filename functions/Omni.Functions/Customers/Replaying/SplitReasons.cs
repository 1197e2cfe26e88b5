using Omni.Functions.Contacts;
using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Customers.Replaying;

/// <summary>Why contacts of one customer of today are several customers' in a replay.</summary>
internal sealed class SplitReasons(History history, ReplayedHistory replayed)
{
    private const string SameIdentity = "sameIdentity";

    private readonly KeptApart _apart = new(history);
    private readonly Dictionary<string, CustomerPair> _suggested = replayed.Suggestions.ToDictionary(static pair => pair.Id, StringComparer.Ordinal);

    public LeavingContacts Why(Part part, IReadOnlyList<Part> others)
    {
        IReadOnlyList<string> contacts = [.. part.Entries.Select(static entry => entry.Contact.Id)];
        if (others.Any(other => _apart.Separates(NamesOf(part), NamesOf(other))))
            return new LeavingContacts(contacts, SplitRule.KeptApart);
        var suggestion = others.Select(other => _suggested.GetValueOrDefault(CustomerPair.IdOf(part.Replayed, other.Replayed))).OfType<CustomerPair>().FirstOrDefault();
        return suggestion is not null ? BySuggestion(contacts, suggestion) : ByIdentity(contacts, part, others);
    }

    private static LeavingContacts BySuggestion(IReadOnlyList<string> contacts, CustomerPair pair)
    {
        var tie = pair.Reasons.FirstOrDefault(static reason => reason.Rule == SameIdentity);
        var doubt = pair.Reasons.FirstOrDefault(static reason => reason.Rule != SameIdentity);
        return new LeavingContacts(contacts, Enum.TryParse<SplitRule>(doubt?.Rule, ignoreCase: true, out var rule) ? rule : SplitRule.NotJoined)
        {
            Kind = doubt?.Kind ?? tie?.Kind,
            ContactId = tie?.ContactId,
        };
    }

    private static LeavingContacts ByIdentity(IReadOnlyList<string> contacts, Part part, IReadOnlyList<Part> others)
    {
        var theirs = others.SelectMany(static other => other.Entries).SelectMany(static entry => entry.Contact.From.Identities)
            .ToLookup(static identity => identity.Key, StringComparer.Ordinal);
        foreach (var entry in part.Entries)
        {
            foreach (var identity in entry.Contact.From.Identities.Where(identity => theirs.Contains(identity.Key)))
            {
                return new LeavingContacts(contacts, RuleOf(identity, theirs[identity.Key])) { Kind = identity.Kind, ContactId = entry.Contact.Id };
            }
        }

        return new LeavingContacts(contacts, SplitRule.NothingInCommon);
    }

    private static SplitRule RuleOf(Identity identity, IEnumerable<Identity> theirs) =>
        identity.Standing != IdentityStanding.Joins ? SplitRule.Standing
        : identity.IsApart || theirs.Any(static other => other.IsApart) ? SplitRule.NotJoined
        : SplitRule.ChangedHands;

    private HashSet<string> NamesOf(Part part) => [.. part.Entries.SelectMany(_apart.NamesOf)];
}
