using Omni.Functions.Contacts;
using Omni.Functions.Customers.Joining;

namespace Omni.Functions.Customers;

/// <summary>
/// Puts contacts on the timelines of their customers, each exactly once, however often and in whatever order they come.
/// Bears rival writers, and outages of the store until its token ends it; what it cannot bear it throws, so that the bus delivers again.
/// </summary>
public sealed class ContactResolution
{
    private readonly CustomerLookup _lookup;
    private readonly CustomerWriter _writer;
    private readonly ResolutionOptions _options;
    private readonly OutagePatience _patience;
    private readonly RivalPatience _rivals;

    public ContactResolution(
        CustomerLookup lookup, CustomerWriter writer, OutagePatience patience, ResolutionOptions options, TimeProvider clock)
    {
        (_lookup, _writer, _patience, _options) = (lookup, writer, patience, options);
        _rivals = new RivalPatience(options, clock);
    }

    /// <exception cref="StoreRefusedException">The store will never take one of the contacts; some of the others may be stored.</exception>
    /// <exception cref="RivalWritersException">Others kept changing the same customer.</exception>
    public async Task ResolveAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        IReadOnlyList<Contact> distinct = [.. contacts.GroupBy(static contact => contact.Id).Select(same => Judge(same.Aggregate(Contact.Join)))];
        if (distinct.Count > 0)
            await ResolveDistinctAsync(distinct, cancellation);
    }

    private Contact Judge(Contact contact) => DecisiveOrder.Of(IdentityRules.Judge(contact, _options.Identities), _options.Identities.Limits);

    private async Task ResolveDistinctAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellation)
    {
        var known = await _patience.BearAsync(token => _lookup.LoadAsync(contacts, fresh: false, token), cancellation);
        var groups = ResolutionRules.GroupsOf(contacts, known, _options).ToList();
        if (groups is [var only])
        {
            await SettleAsync(only, known, cancellation);
            return;
        }

        await Parallel.ForEachAsync(
            groups,
            new ParallelOptions { MaxDegreeOfParallelism = _options.CustomersAtOnce, CancellationToken = cancellation },
            async (group, token) => await SettleAsync(group, known.Copy(), token));
    }

    private async Task SettleAsync(List<Contact> group, KnownCustomers known, CancellationToken cancellation)
    {
        IReadOnlyList<Contact> left = group;
        var begun = new HashSet<string>(StringComparer.Ordinal);
        var first = true;
        var settled = await _rivals.BearAsync(
            token => _patience.BearAsync(
                async patient =>
                {
                    var untouched = first;
                    first = false;
                    left = await WriteAsync(left, untouched ? known : await _lookup.LoadAsync(left, fresh: true, begun, patient), begun, patient);
                    return left.Count == 0;
                },
                token),
            cancellation);
        if (!settled)
            throw new RivalWritersException($"Others kept changing the customers of contact {group[0].Id} and those with it; they have to be delivered again.");
    }

    /// <summary>
    /// One customer after the other, since they have to do with one another: were they written at once, they would be rivals of themselves.
    /// </summary>
    /// <param name="contacts">As they came.</param>
    /// <param name="known">What they are decided on.</param>
    /// <param name="begun">Gets the customers whose merge was begun: by another attempt nothing may lead to them any more.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The contacts that are still to be resolved, as they came: what was decided about them holds no longer.</returns>
    private async Task<IReadOnlyList<Contact>> WriteAsync(
        IReadOnlyList<Contact> contacts, KnownCustomers known, HashSet<string> begun, CancellationToken cancellation)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in ResolutionRules.Decide(contacts, known, _options))
        {
            begun.UnionWith(person.Merges.Select(static merge => merge.Absorbed));
            if (await _writer.WriteAsync(person, known, cancellation) is { Count: > 0 })
                break;
            written.UnionWith(person.Contacts.Select(static contact => contact.Id));
        }

        return [.. contacts.Where(contact => !written.Contains(contact.Id))];
    }
}
