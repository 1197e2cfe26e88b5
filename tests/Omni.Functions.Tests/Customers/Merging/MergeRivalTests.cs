using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

/// <summary>Workers with memories of their own, and a bus that delivers again what failed.</summary>
public sealed class MergeRivalTests
{
    [Fact]
    public async Task Fifty_contacts_at_once_that_each_tie_two_of_fifty_customers_end_in_one_customer_with_everything()
    {
        for (var round = 0; round < 5; round++)
        {
            var store = new InMemoryCustomerStore();
            var workers = Enumerable.Range(0, 10).Select(_ => Resolution(store)).ToArray();
            Contact[] first = [.. Enumerable.Range(0, 50).Select(i => Contact(i, $"email:{i}@example.org"))];
            foreach (var (number, contact) in first.Index())
                await workers[number % workers.Length].ResolveAsync([contact], default);
            Contact[] ties = [.. Enumerable.Range(0, 50).Select(i => Contact(100 + i, $"email:{i}@example.org", $"email:{(i + 1) % 50}@example.org"))];
            new Random(round).Shuffle(ties);

            await Task.WhenAll(ties.Index().Select(tie => DeliverUntilDoneAsync(workers[tie.Index % workers.Length], tie.Item)));

            var living = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal((100, 49, 100), (living.ContactCount, living.Absorbed.Count, store.EntryCount));
            Assert.Equal(Json(ProfileFold.Add(Profile.Empty(living.Id), [.. first, .. ties])), Json(living with { Absorbed = [] }));
        }
    }

    [Fact]
    public async Task Contacts_that_arrive_during_a_merge_and_its_undo_are_each_with_their_own_customer_in_the_end()
    {
        string[] identities = ["phone:+74950000000", "phone:+74950000001", "vk:2", "vk:3"];
        for (var round = 0; round < 20; round++)
        {
            var desk = new Desk();
            var workers = Enumerable.Range(0, 4).Select(_ => Resolution(desk.Store)).ToArray();
            foreach (var (number, worker) in workers.Index())
                await worker.ResolveAsync([Contact(number, identities[number % 2], identities[2 + (number % 2)])], default);
            Contact[] contacts = [.. Enumerable.Range(10, 120).Select(i => Contact(i, identities[i % 4]))];

            await Task.WhenAll(
                ShakeAsync(desk, Desk.IdOf(identities[0]), Desk.IdOf(identities[1])),
                Parallel.ForEachAsync(
                    contacts.Index(),
                    new ParallelOptions { MaxDegreeOfParallelism = 4 },
                    async (contact, _) => await DeliverUntilDoneAsync(workers[contact.Index % 4], contact.Item)));
            foreach (var (number, contact) in contacts.Index())
                await DeliverUntilDoneAsync(workers[(number + 1) % 4], contact);

            Assert.Equal(124, desk.Store.EntryCount);
            Assert.Equal(124, desk.Store.Entries.Select(entry => entry.Contact.Id).Distinct().Count());
            Assert.Equal(
                desk.Store.Entries.GroupBy(entry => int.Parse(entry.Contact.ProviderMessageId, System.Globalization.CultureInfo.InvariantCulture) % 2)
                    .Select(group => Json(ProfileFold.Add(Profile.Empty(Desk.IdOf(identities[group.Key])), group.Select(entry => entry.Contact))))
                    .Order(StringComparer.Ordinal),
                desk.Profiles());
        }
    }

    [Fact]
    public async Task Two_undo_the_same_merge_at_once_and_it_is_undone_once()
    {
        for (var round = 0; round < 30; round++)
        {
            var desk = new Desk();
            await desk.DeliverAsync(Contact(1, "vk:1"), Contact(2, "vk:2"));
            string[] apart = [.. Enumerable.Range(1, 2)
                .Select(i => Json(ProfileFold.Add(Profile.Empty(Desk.IdOf($"vk:{i}")), [Contact(i, $"vk:{i}"), Contact(i + 2, $"vk:{i}")])))
                .Order(StringComparer.Ordinal)];
            var mergeId = await desk.JoinAsync(Desk.IdOf("vk:1"), Desk.IdOf("vk:2"));
            await desk.DeliverAsync(Contact(3, "vk:1"), Contact(4, "vk:2"));

            var outcomes = await Task.WhenAll(desk.UndoAsync(mergeId), desk.UndoAsync(mergeId));

            Assert.All(outcomes, outcome => Assert.True(outcome is Undone or Refused));
            Assert.Equal(3, desk.Store.Marks.Count);
            Assert.Equal(apart, desk.Profiles());
        }
    }

    /// <summary>Merges and parts the two a few times, and leaves them apart.</summary>
    private static async Task ShakeAsync(Desk desk, string one, string other)
    {
        for (var time = 0; time < 3; time++)
        {
            var mergeId = await desk.JoinAsync(one, other);
            Assert.IsType<Undone>(await desk.UndoAsync(mergeId));
        }
    }

    private static async Task DeliverUntilDoneAsync(ContactResolution worker, Contact contact)
    {
        while (true)
        {
            try
            {
                await worker.ResolveAsync([contact], CancellationToken.None);
                return;
            }
            catch (RivalWritersException)
            {
                // The bus delivers it again.
            }
        }
    }
}
