using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Tests.Customers.Replaying;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

/// <summary>People who merge customers and undo it, each time as if the app had just started: nothing is remembered.</summary>
internal sealed class Desk
{
    public static readonly DateTimeOffset Noon = Morning.AddHours(3);

    public InMemoryCustomerStore Store { get; init; } = new();

    public InMemoryCustomerPairs Pairs { get; } = new();

    public InMemoryHistory History => field ??= new InMemoryHistory(Store);

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<Profile> Living => [.. Store.Profiles.Where(static profile => !profile.IsFrozen).OrderBy(static profile => profile.Id, StringComparer.Ordinal)];

    /// <summary>Contacts that came in one by one, under these rules.</summary>
    public static async Task<Desk> DeliveredAsync(ResolutionOptions options, params Contact[] contacts)
    {
        var desk = new Desk();
        foreach (var contact in contacts)
            await Resolution(desk.Store, options, pairs: desk.Pairs).ResolveAsync([contact], CancellationToken.None);
        return desk;
    }

    public static string IdOf(string identity) => CustomerId.From(Options.IdSalt.Span, Contact(0, identity));

    public MergeCustomers Merging() =>
        new(Store, Pairs, new CustomerWriter(Store, Pairs, new CustomerCache(), TimeProvider.System), new RivalPatience(Options, TimeProvider.System), new Clock());

    /// <summary>A replay that is applied.</summary>
    public Task<AppliedReplay> ReplayAsync(ResolutionOptions options)
    {
        var reader = new HistoryReader(History, Pairs);
        var settling = new Settling(Store, Pairs, new CustomerCache(), new RivalPatience(Options, TimeProvider.System), new Clock());
        return new ReplayApplication(reader, new ReplayedMerges(Store, reader, Merging(), Separation()), settling, options).ApplyAsync(CancellationToken.None);
    }

    public SeparateCustomers Separation()
    {
        var cache = new CustomerCache();
        var contacts = new ReturnedContacts(Store, cache, new CustomerLookup(Store, Pairs, cache, Options));
        return new SeparateCustomers(
            Store, Pairs, new CustomerReturn(Store, cache, contacts), new RivalPatience(Options, TimeProvider.System), new Clock());
    }

    public Task DeliverAsync(params Contact[] contacts) => Resolution(Store, pairs: Pairs).ResolveAsync(contacts, CancellationToken.None);

    public async Task DeliverEachAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await DeliverAsync(contact);
    }

    public Task<MergeOutcome> MergeAsync(string one, string other) => Merging().MergeAsync(one, other, "olga", "The same voice.", CancellationToken.None);

    /// <returns>The id of the merge.</returns>
    public async Task<string> JoinAsync(string one, string other) => Assert.IsType<Merged>(await MergeAsync(one, other)).MergeId;

    public Task<MergeOutcome> UndoAsync(string mergeId) => Separation().UndoAsync(mergeId, "olga", "Two sisters.", CancellationToken.None);

    public Profile ProfileOf(string customerId) => Store.Profiles.Single(profile => profile.Id == customerId);

    /// <summary>All profiles as their documents are, ordered.</summary>
    public string[] Profiles() => [.. Store.Profiles.Select(Json).Order(StringComparer.Ordinal)];

    /// <summary>Where each contact is, ordered.</summary>
    public string[] Places() => [.. Store.Entries.Select(entry => $"{entry.Contact.Id} {entry.CustomerId}").Order(StringComparer.Ordinal)];

    /// <summary>Whose each identity is, ordered.</summary>
    public string[] Owners()
    {
        var known = Known();
        return [.. Store.Links.Select(link => $"{link.Key} {known.RootOf(link.CustomerId)}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Every profile, so that whoever somebody became part of is found.</summary>
    public KnownCustomers Known()
    {
        var known = new KnownCustomers();
        foreach (var profile in Store.Profiles)
            known.Add(new StoredProfile(profile, null));
        return known;
    }

    /// <summary>Profiles, contacts and identities.</summary>
    public string Facts() => string.Join('\n', [.. Profiles(), .. Places(), .. Owners()]);

    /// <summary>Everything that anybody can see.</summary>
    public string Picture() => string.Join('\n', [
        Facts(), .. Store.Marks.Select(mark => $"{mark.CustomerId} {mark.EntryId}").Order(StringComparer.Ordinal),
        .. Pairs.All.Select(pair => (pair with { ETag = null, Reasons = [] }).ToString()),
    ]);

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
