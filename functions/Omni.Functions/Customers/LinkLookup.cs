using Omni.Functions.Contacts;

namespace Omni.Functions.Customers;

/// <summary>
/// Reads the links of some contacts. Where a leading one has to be read, the others of its contact are read with it, in the same round trip:
/// should they have to be weighed, they are there.
/// </summary>
internal sealed class LinkLookup(ICustomerStore store, CustomerCache cache, KnownCustomers known)
{
    private readonly Dictionary<string, IdentityLink?> _read = new(StringComparer.Ordinal);

    /// <param name="contacts">Each that has identities is led by the first.</param>
    /// <param name="fresh">Nothing that is remembered will do.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task AddLeadingAsync(IEnumerable<Contact> contacts, bool fresh, CancellationToken cancellation)
    {
        var unknown = new List<Contact>();
        foreach (var led in contacts.Where(static contact => contact.From.Decisive.Count > 0).GroupBy(static contact => contact.From.Decisive[0].Key, StringComparer.Ordinal))
        {
            var leading = led.First().From.Decisive[0];
            if (!fresh && cache.LinkOf(leading) is { } remembered && led.All(contact => IsLedBy(remembered, contact)))
                known.Remind(remembered);
            else
                unknown.AddRange(led);
            known.Ask(leading);
        }

        await ReadAsync([.. unknown.SelectMany(static contact => contact.From.Decisive)], cancellation);
        foreach (var contact in unknown)
            Tell(contact.From.Decisive[0]);
    }

    /// <summary>What is read of an identity, without any say in whose contact it is yet.</summary>
    public IdentityLink? Find(Identity identity) => _read.GetValueOrDefault(identity.Key);

    /// <summary>Adds the links of identities; what has been read with others is not read again.</summary>
    public async Task AddAsync(IReadOnlyList<Identity> identities, CancellationToken cancellation)
    {
        await ReadAsync(identities, cancellation);
        foreach (var identity in identities)
        {
            known.Ask(identity);
            Tell(identity);
        }
    }

    /// <summary>
    /// Whoever gets an identity that is nobody's, or tells whose it was before it was known, need not write whomever the link leads to: what is
    /// remembered of that time may be old without anything telling so.
    /// </summary>
    private static bool IsLedBy(IdentityLink link, Contact contact) =>
        !contact.From.Decisive[0].IsEnded && link.OwnerAt(contact.OccurredAt) is not null && link.SinceAt(contact.OccurredAt) <= contact.OccurredAt;

    public async Task ReadAsync(IReadOnlyList<Identity> identities, CancellationToken cancellation)
    {
        var missing = identities.Where(identity => !_read.ContainsKey(identity.Key)).DistinctBy(static identity => identity.Key).ToList();
        if (missing.Count == 0)
            return;
        foreach (var identity in missing)
            _read[identity.Key] = null;
        foreach (var link in await store.FindLinksAsync(missing, cancellation))
            _read[link.Key] = link;
    }

    private void Tell(Identity identity)
    {
        if (known.LinkOf(identity) is null && _read[identity.Key] is { } link)
            known.Add(link);
    }
}
