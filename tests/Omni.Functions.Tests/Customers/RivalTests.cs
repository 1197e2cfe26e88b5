using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Many workers at once, each with a memory of its own, and a bus that delivers again what failed.</summary>
public sealed class RivalTests
{
    [Fact]
    public async Task A_thousand_parallel_first_messages_of_one_sender_are_one_customer()
    {
        var store = new InMemoryCustomerStore();
        var workers = Enumerable.Range(0, 8).Select(_ => Resolution(store)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
            DeliverUntilDoneAsync(workers[i % workers.Length], [Contact(i, "phone:+74951234567", "wa_bsuid:RU.1")])));

        var customer = Assert.Single(store.Profiles);
        Assert.Equal(1000, customer.ContactCount);
        Assert.Equal(1000, store.EntryCount);
    }

    [Fact]
    public async Task Two_thousand_contacts_of_two_hundred_customers_delivered_again_and_again_equal_the_fold()
    {
        var contacts = Enumerable.Range(0, 2000).Select(i => Contact(i, $"phone:+7495{i % 200:D7}", $"email:{i % 200}@example.org")).ToArray();
        var random = new Random(17);
        var deliveries = contacts.SelectMany(contact => Enumerable.Repeat(contact, random.Next(1, 6))).ToArray();
        random.Shuffle(deliveries);

        var store = new InMemoryCustomerStore();
        var workers = Enumerable.Range(0, 4).Select(_ => Resolution(store)).ToArray();
        await Parallel.ForEachAsync(
            deliveries.Chunk(50).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (batch, _) => await DeliverUntilDoneAsync(workers[batch.Index % 4], batch.Item));

        var expected = contacts.GroupBy(contact => CustomerId.From(Options.IdSalt.Span, contact))
            .Select(group => Json(ProfileFold.Add(Profile.Empty(group.Key), group)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), store.Profiles.Select(Json).Order(StringComparer.Ordinal));
        Assert.Equal(2000, store.EntryCount);
    }

    [Fact]
    public async Task Opposite_merges_at_the_same_moment_end_in_one_customer()
    {
        for (var round = 0; round < 50; round++)
        {
            var store = new InMemoryCustomerStore();
            await DeliverUntilDoneAsync(Resolution(store), [Contact(1, "phone:+74951234567"), Contact(2, "email:anna@example.org"), Contact(3, "vk:1")]);
            await Task.WhenAll(
                DeliverUntilDoneAsync(Resolution(store), [Contact(4, "phone:+74951234567", "email:anna@example.org")]),
                DeliverUntilDoneAsync(Resolution(store), [Contact(5, "email:anna@example.org", "vk:1")]),
                DeliverUntilDoneAsync(Resolution(store), [Contact(6, "vk:1", "phone:+74951234567")]));

            var living = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal(6, living.ContactCount);
            Assert.Equal(6, store.ContactsOf(living).Count);
        }
    }

    [Property(MaxTest = 60)]
    public async Task Rival_workers_and_shuffled_redeliveries_put_each_contact_on_one_timeline(int[] numbers, int seed)
    {
        var contacts = numbers.Select(number => Math.Abs(number % 500)).Distinct()
            .Select(number => Contact(number, $"phone:+7495{number % 5:D7}", $"email:{number % 4}@example.org"))
            .Concat([Contact(999, "phone:+74950000000", "email:0@example.org")]).ToArray();
        Contact[] deliveries = [.. contacts, .. contacts];
        new Random(seed).Shuffle(deliveries);

        var store = new InMemoryCustomerStore();
        await Parallel.ForEachAsync(
            deliveries.Chunk(3),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (batch, _) => await DeliverUntilDoneAsync(Resolution(store), batch));

        var living = store.Profiles.Where(profile => !profile.IsFrozen).ToList();
        Assert.Equal(contacts.Length, store.EntryCount);
        Assert.Equal(contacts.Length, living.Sum(profile => profile.ContactCount));
        Assert.All(living, profile => Assert.Equal(
            WithoutMerges(ProfileFold.Add(Profile.Empty(profile.Id), store.ContactsOf(profile))), WithoutMerges(profile)));
    }

    private static string WithoutMerges(Profile profile) => Json(profile with { Absorbed = [] });

    private static async Task DeliverUntilDoneAsync(ContactResolution worker, Contact[] batch)
    {
        while (true)
        {
            try
            {
                await worker.ResolveAsync(batch, CancellationToken.None);
                return;
            }
            catch (RivalWritersException)
            {
                // The bus delivers it again.
            }
        }
    }
}
