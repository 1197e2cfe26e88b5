using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Crm;
using Omni.Functions.Tests.Customers;
using Omni.Functions.Tests.Customers.Replaying;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What a replay relies on. The adapter and the fake that other tests use obey it alike.</summary>
public abstract class HistoryStoreContract
{
    /// <summary>What was written, and how it is read; set before the tests of the class that has others.</summary>
    internal abstract (ICustomerStore Store, ICustomerPairs Pairs, IHistoryStore History) Parts { get; }

    [Fact]
    public async Task Every_contact_and_change_is_read_with_whose_timeline_has_it()
    {
        await ResolveAsync(Contact(1, "phone:+74951234567"), Contact(2, "email:anna@example.org"), CrmFact.Of(Changes.Any(3)));
        await ResolveAsync(Contact(4, "phone:+74951234567", "email:anna@example.org"));

        var history = await ReadAsync();

        Assert.Equal(
            new[] { Contact(1).Id, Contact(2).Id, Changes.Any(3).Id, Contact(4).Id }.Order(StringComparer.Ordinal),
            history.Entries.Select(static entry => entry.Contact.Id).Order(StringComparer.Ordinal));
        var (absorbed, survivor) = Assert.Single(history.MergedInto);
        Assert.Equal(2, history.Entries.Select(entry => history.LivingOf(entry.CustomerId)).Distinct().Count());
        Assert.Equal(survivor, history.LivingOf(absorbed));
    }

    [Fact]
    public async Task What_is_read_replays_to_the_profiles_that_are_stored()
    {
        await ResolveAsync([.. RandomHistory.ContactsOf(7)]);

        var history = await ReadAsync();
        var living = history.Entries.Select(entry => history.LivingOf(entry.CustomerId)).Distinct().ToList();
        var stored = await Parts.Store.FindProfilesAsync(living, default);

        Assert.Equal(
            stored.Select(static profile => (profile.Profile.Id, profile.Profile.ContactCount, Told(profile.Profile))).Order(),
            history.Entries.GroupBy(entry => history.LivingOf(entry.CustomerId))
                .Select(static customer => (Id: customer.Key, Profile: ProfileFold.Add(Profile.Empty(customer.Key), customer.Select(static entry => entry.Contact))))
                .Select(static customer => (customer.Id, customer.Profile.ContactCount, Told(customer.Profile))).Order());
    }

    [Fact]
    public async Task What_people_wrote_and_providers_sent_is_left_in_the_store()
    {
        await ResolveAsync(Contact(1, "phone:+74951234567") with { Text = "Secret", Html = "Secret", Raw = JsonSerializer.SerializeToElement("Secret") });

        var entry = Assert.Single((await ReadAsync()).Entries);

        Assert.DoesNotContain("Secret", JsonSerializer.Serialize(entry.Contact, ContactJson.Default.Contact), StringComparison.Ordinal);
        Assert.Equal(Contact(1).From.DisplayName, entry.Contact.From.DisplayName);
    }

    [Fact]
    public async Task A_merge_whose_undoing_was_cut_off_is_read()
    {
        var undoing = new UndoneMerge("merge-1", new string('b', 32), new string('a', 32)) { At = Morning };
        var profile = Profile.Empty(new string('b', 32));
        await Parts.Store.CommitAsync(new CustomerChange { Before = new StoredProfile(profile, null), After = profile with { Undoing = undoing } }, default);

        Assert.Equal(["merge-1"], await new HistoryReader(Parts.History, Parts.Pairs).ReadUndoingAsync(default));
    }

    [Fact]
    public async Task Every_identity_is_read_as_it_can_be_replaced()
    {
        await ResolveAsync(Contact(1, "phone:+74951234567", "email:anna@example.org"), Contact(2, "vk_user_id:9"));

        var links = await new HistoryReader(Parts.History, Parts.Pairs).ReadLinksAsync(default).ToListAsync();

        Assert.Equal(["email:anna@example.org", "phone:+74951234567", "vk_user_id:9"], links.Select(static link => link.Key).Order(StringComparer.Ordinal));
        Assert.All(await Task.WhenAll(links.Select(link => Parts.Store.RepointAsync(link, default))), Assert.True);
    }

    [Fact]
    public async Task What_people_decided_is_read_and_what_is_only_suggested_is_not()
    {
        await Parts.Pairs.AddAsync(Pair('a', 'b', PairState.Joined), default);
        await Parts.Pairs.AddAsync(Pair('a', 'c', PairState.Apart), default);
        await Parts.Pairs.AddAsync(Pair('b', 'c', PairState.Suggested), default);

        Assert.Equal([PairState.Joined, PairState.Apart], (await ReadAsync()).Decisions.Select(static pair => pair.State));
    }

    private static string Told(Profile profile) =>
        Json(Profile.Empty(profile.Id) with { DisplayName = profile.DisplayName, Fields = profile.Fields, CrmRecords = profile.CrmRecords, LastInboundAt = profile.LastInboundAt });

    private static CustomerPair Pair(char one, char other, PairState state) => CustomerPair.Of(new string(one, 32), new string(other, 32), state, 1, [], Morning);

    private Task<History> ReadAsync() => new HistoryReader(Parts.History, Parts.Pairs).ReadAsync(default);

    private Task ResolveAsync(params Contact[] contacts) => Resolution(Parts.Store, UsualOptions, pairs: Parts.Pairs).ResolveAsync(contacts, default);
}

public sealed class InMemoryHistoryTests : HistoryStoreContract
{
    private readonly InMemoryCustomerStore _store = new();
    private readonly InMemoryCustomerPairs _pairs = new();

    internal override (ICustomerStore Store, ICustomerPairs Pairs, IHistoryStore History) Parts => (_store, _pairs, new InMemoryHistory(_store));
}
