using Omni.Functions.Contacts;

namespace Omni.Functions.Customers.Replaying;

/// <summary>
/// What a replay makes of the history, in ids of today: on whose timeline each contact is to be and how its identities are judged, and whose each
/// identity is. Asked after merges and undoings, so that most contacts stay where they are.
/// </summary>
internal sealed class Settlement
{
    private readonly Dictionary<string, Placed> _placed;
    private readonly Dictionary<string, string> _ids;

    private readonly ReadOnlyMemory<byte> _salt;

    private Settlement(History history, Dictionary<string, Placed> placed, Dictionary<string, string> ids, IReadOnlyList<IdentityLink> links, ReadOnlyMemory<byte> salt)
    {
        (History, _placed, _ids, _salt) = (history, placed, ids, salt);
        Links = [.. links.Select(Today)];
    }

    public History History { get; }

    /// <summary>Whose each identity is, but for the way it leads there.</summary>
    public IReadOnlyList<IdentityLink> Links { get; }

    public static Settlement Of(History history, ReplayedHistory replayed, ReadOnlyMemory<byte> salt)
    {
        var today = TodaysCustomers.Of(history, replayed);
        var (living, known) = (today.LivingOnAs(), today.Select(static customer => customer.Id).ToHashSet(StringComparer.Ordinal));
        var used = history.Entries.Select(static entry => entry.CustomerId).Concat(history.MergedInto.Keys).Concat(history.MergedInto.Values).ToHashSet(StringComparer.Ordinal);
        var copies = history.Entries.ToLookup(static entry => entry.Contact.Id, StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var placed = new Dictionary<string, Placed>(StringComparer.Ordinal);
        foreach (var customer in replayed.Customers)
        {
            ids[customer.Id] = living[customer.Id].FirstOrDefault() ?? Begun(customer) ?? NewIdOf(customer, used, salt.Span);
            foreach (var entry in customer.Entries)
            {
                var home = living[customer.Id].Contains(history.LivingOf(entry.CustomerId)) ? history.LivingOf(entry.CustomerId) : ids[customer.Id];
                var timeline = copies[entry.Contact.Id].Select(static copy => copy.CustomerId).Where(id => history.LivingOf(id) == home).Min(StringComparer.Ordinal);
                placed[entry.Contact.Id] = new Placed(timeline ?? home, home, entry.Contact);
            }
        }

        return new Settlement(history, placed, ids, replayed.Links, salt);

        // Somebody new for whom contacts were on two timelines when moving them was cut off.
        string? Begun(ReplayedCustomer customer) =>
            customer.Entries.SelectMany(entry => copies[entry.Contact.Id]).Select(copy => history.LivingOf(copy.CustomerId)).FirstOrDefault(id => known.Add(id));
    }

    /// <summary>Where a contact is to be; null where it is not known, since it came after the history was read.</summary>
    public Placed? PlaceOf(string contactId) => _placed.GetValueOrDefault(contactId);

    public IEnumerable<Placed> Places => _placed.Values;

    /// <summary>Whom a customer of the replay lives on as.</summary>
    public string Today(string replayed) => _ids.GetValueOrDefault(replayed) ?? replayed;

    /// <summary>Whose a contact is when nothing is known of its identities.</summary>
    public string FirstOwnerOf(Contact contact) => CustomerId.From(_salt.Span, contact);

    /// <summary>Whose a contact is that leads to nobody.</summary>
    public string AloneAs(Contact contact) => CustomerId.OfContact(_salt.Span, contact);

    private IdentityLink Today(IdentityLink link) => link with
    {
        CustomerId = Today(link.CustomerId),
        Past = [.. link.Past.Select(past => past with { CustomerId = Today(past.CustomerId) })],
    };

    /// <summary>
    /// The id that the customer would have had all along, or else that of one of its contacts alone. Where all of these are somebody else's by now, one
    /// that follows from the first contact.
    /// </summary>
    private static string NewIdOf(ReplayedCustomer customer, HashSet<string> used, ReadOnlySpan<byte> salt)
    {
        if (used.Add(customer.Id))
            return customer.Id;
        foreach (var entry in customer.Entries)
        {
            var id = CustomerId.OfContact(salt, entry.Contact);
            if (used.Add(id))
                return id;
        }

        var first = customer.Entries[0].Contact;
        for (var number = 1; ; number++)
        {
            var id = CustomerId.OfContact(salt, first with { Id = $"{first.Id} {number}" });
            if (used.Add(id))
                return id;
        }
    }
}

/// <param name="Timeline">The customer in whose partition it is to be.</param>
/// <param name="Home">Who that is by now.</param>
/// <param name="Contact">As it is judged now.</param>
internal sealed record Placed(string Timeline, string Home, Contact Contact)
{
    public bool IsJudged(Contact stored) => stored.From.Identities.SequenceEqual(Contact.From.Identities);

    /// <summary>
    /// As it is when it is delivered again, before anything is decided about it: once for each identity that may lead it. Of equals the channel's order
    /// decides, and the timeline keeps the order in which they were judged.
    /// </summary>
    public IEnumerable<Contact> DeliveredAgain()
    {
        var contact = Contact with
        {
            From = new ContactSender { Identities = [.. Contact.From.Identities.Where(identity => Contact.Change is null || !identity.IsEnded).Select(static identity => identity with { IsApart = false })] },
        };
        if (contact.From.Decisive is not [var first, ..] decisive)
            return [contact];
        return decisive.TakeWhile(identity => identity.Trust == first.Trust && identity.IsEnded == first.IsEnded)
            .Select(leading => contact with { From = contact.From with { Decisive = [leading, .. decisive.Where(identity => identity != leading)] } });
    }

    /// <summary>All of it, judged as it is now.</summary>
    public Contact Judge(Contact stored) => stored with
    {
        From = new ContactSender
        {
            Identities = Contact.From.Identities,
            DisplayName = stored.From.DisplayName,
            Language = stored.From.Language,
        },
    };
}
