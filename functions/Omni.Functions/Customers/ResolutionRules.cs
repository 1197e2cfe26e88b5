using Omni.Functions.Contacts;
using Omni.Functions.Customers.Joining;

namespace Omni.Functions.Customers;

/// <summary>Who the contacts belong to, decided from the contacts and what is known: see <see cref="Decisions"/> for how.</summary>
public static class ResolutionRules
{
    public static IReadOnlyList<Resolution> Decide(IReadOnlyList<Contact> contacts, KnownCustomers known, ResolutionOptions options) =>
        [.. GroupsOf(contacts, known, options).SelectMany(group => Decide(group, known, options))];

    /// <summary>The contacts that may have to do with one another, each in the order of arrival.</summary>
    public static IEnumerable<List<Contact>> GroupsOf(IReadOnlyList<Contact> contacts, KnownCustomers known, ResolutionOptions options)
    {
        var people = new PeopleInBatch(contacts.Count);
        for (var i = 0; i < contacts.Count; i++)
        {
            foreach (var token in TokensOf(contacts[i], known, options.IdSalt.Span))
                people.Connect(i, token);
        }

        return people.Groups().Select(group => group.Select(i => contacts[i]).ToList());
    }

    private static IReadOnlyList<Resolution> Decide(List<Contact> contacts, KnownCustomers known, ResolutionOptions options)
    {
        var decisions = new Decisions(known, options);
        foreach (var contact in contacts)
            decisions.Take(contact);
        return decisions.Outcome();
    }

    /// <summary>Contacts that share a token may have to do with one another; all others are decided on their own.</summary>
    private static List<string> TokensOf(Contact contact, KnownCustomers known, ReadOnlySpan<byte> salt)
    {
        var identities = contact.From.Decisive;
        if (identities.Count == 0)
            return [known.RootOf(CustomerId.From(salt, contact))];

        // An identity on the profile needs no link of its own to be looked up.
        var leading = known.CustomerOf(identities[0], contact.OccurredAt);
        var profile = leading is null ? null : known.ProfileOf(leading).Profile;
        var tokens = new List<string>(2 * identities.Count);
        foreach (var identity in identities)
        {
            tokens.Add(identity.Key);
            if (known.LinkOf(identity) is { } link)
                tokens.AddRange(link.HoldersAround(contact).Select(known.RootOf));
            else if (profile?.Knows(identity) == true)
                tokens.Add(leading!);
        }

        return tokens;
    }
}
