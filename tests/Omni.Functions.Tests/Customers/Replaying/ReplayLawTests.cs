using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Replaying;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>What holds for whatever happened.</summary>
public sealed class ReplayLawTests
{
    private const int Histories = 1000;
    private const int Orders = 4;

    [Fact]
    public void Any_order_and_any_duplicates_of_a_history_give_the_same_customers_profiles_and_suggestions()
    {
        var differing = new List<int>();
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = RandomHistory.Of(seed);
            var expected = TextOf(ReplayRules.Replay(history, UsualOptions));
            for (var order = 0; order < Orders; order++)
            {
                if (TextOf(ReplayRules.Replay(RandomHistory.Shuffled(history, (seed * Orders) + order), UsualOptions)) != expected)
                    differing.Add(seed);
            }
        }

        Assert.Empty(differing);
    }

    [Fact]
    public void Every_contact_is_one_customers_and_every_profile_is_the_fold_of_its_contacts()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = RandomHistory.Of(seed);
            var replayed = ReplayRules.Replay(history, UsualOptions);

            Assert.Equal(
                history.Entries.Select(static entry => entry.Contact.Id).Order(StringComparer.Ordinal),
                replayed.Customers.SelectMany(static customer => customer.Entries).Select(static entry => entry.Contact.Id).Order(StringComparer.Ordinal));
            Assert.All(replayed.Customers, static customer => Assert.Equal(
                Json(ProfileFold.Add(Profile.Empty(customer.Id), customer.Entries.Select(static entry => entry.Contact))), Json(customer.Profile with { Absorbed = [] })));
        }
    }

    [Fact]
    public async Task A_replay_decides_as_the_app_does_when_contacts_come_in_as_they_happened()
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var contacts = RandomHistory.ContactsOf(seed);
            var (store, pairs) = (new InMemoryCustomerStore(), new InMemoryCustomerPairs());
            foreach (var entry in CanonicalOrder.Of(EntriesOf(contacts)))
                await Resolution(store, UsualOptions, pairs: pairs).ResolveAsync([entry.Contact], default);

            var replayed = ReplayRules.Replay(
                new History { Entries = EntriesOf([.. contacts, .. store.Entries.Select(static entry => entry.Contact).Where(static contact => contact.Kind == ContactKind.Correction)]) },
                UsualOptions);

            Assert.Equal(
                store.Profiles.Where(static profile => !profile.IsFrozen).Select(Json).Order(StringComparer.Ordinal),
                replayed.Customers.Select(static customer => Json(customer.Profile)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_secret_behind_ids_decides_nothing()
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var history = RandomHistory.Of(seed);
            Assert.Equal(
                GroupsOf(ReplayRules.Replay(history, UsualOptions)), GroupsOf(ReplayRules.Replay(history, UsualOptions with { IdSalt = "another salt"u8.ToArray() })));
        }
    }

    [Fact]
    public void Other_rules_give_others_and_the_difference_adds_up()
    {
        var strict = UsualOptions with { Identities = IdentityOptions.Default with { Limits = IdentityLimits.Parse("phone=1;email=1;*=1")! } };
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var history = RandomHistory.Of(seed);
            var difference = DifferenceRules.Between(history, ReplayRules.Replay(history, strict));

            Assert.Equal(history.Entries.Count, difference.Contacts);
            Assert.True(difference.Stay + difference.Merges.Sum(static merge => merge.Customers.Count) <= difference.CustomersToday);
            var lessByMerges = difference.Merges.Sum(static merge => merge.Customers.Count - 1);
            var moreBySplits = difference.Splits.SelectMany(static split => split.Leave).Count(static leaving => leaving.To is null);
            Assert.InRange(difference.CustomersReplayed, 1, difference.CustomersToday - lessByMerges + moreBySplits);
        }
    }

    private static List<HistoryEntry> EntriesOf(IEnumerable<Contact> contacts) => [.. contacts.Select(static contact => new HistoryEntry(new string('0', 32), contact))];

    private static string GroupsOf(ReplayedHistory replayed) =>
        string.Join('\n', replayed.Customers.Select(static customer => string.Join(' ', customer.Entries.Select(static entry => entry.Contact.Id))));

    private static string TextOf(ReplayedHistory replayed) => string.Join(
        '\n',
        [
            GroupsOf(replayed),
            .. replayed.Customers.Select(static customer => Json(customer.Profile)),
            .. replayed.Suggestions.Select(static pair => JsonSerializer.Serialize(pair, CustomerJson.Default.CustomerPair)),
        ]);
}
