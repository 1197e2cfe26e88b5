using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>Links move when customers are absorbed. What a link tells is enough to find whatever was written over it.</summary>
public sealed class MovedLinksTests
{
    [Property(MaxTest = 100)]
    public async Task Every_entry_is_where_its_leading_link_leads_or_led_whatever_dies_and_whoever_rivals(int[] numbers, int seed)
    {
        var store = new InMemoryCustomerStore();
        var deaths = new Random(seed);
        store.BeforeCall = store.AfterCall = _ =>
        {
            lock (deaths)
            {
                if (deaths.Next(12) == 0)
                    throw new CrashException();
            }
        };
        var contacts = numbers.Select(number => Math.Abs(number % 300)).Distinct().Select(Meeting).ToArray();
        Contact[] deliveries = [.. contacts, .. contacts];
        new Random(seed).Shuffle(deliveries);

        await Parallel.ForEachAsync(
            deliveries.Chunk(2),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (batch, _) => await DeliverUntilDoneAsync(store, batch));

        var known = new KnownCustomers();
        foreach (var profile in store.Profiles)
            known.Add(new StoredProfile(profile, null));
        var links = store.Links.ToDictionary(link => link.Key);
        Assert.All(store.Entries, entry => Assert.Contains(entry.CustomerId, PlacesOf(links[entry.Contact.From.Identities[0].Key], known)));
        Assert.Equal(contacts.Length, store.Entries.Count);
        Assert.Equal(contacts.Length, store.Profiles.Where(profile => !profile.IsFrozen).Sum(profile => profile.ContactCount));
    }

    [Fact]
    public async Task A_merge_moves_every_link_of_the_absorbed_and_each_remembers_where_it_led()
    {
        var store = new InMemoryCustomerStore();
        await DeliverUntilDoneAsync(store, [Contact(1, "phone:+74951234567", "vk:1"), Contact(2, "email:anna@example.org", "telegram_user_id:4242")]);
        await DeliverUntilDoneAsync(store, [Contact(3, "phone:+74951234567", "email:anna@example.org")]);

        var frozen = Assert.Single(store.Profiles, profile => profile.IsFrozen);
        Assert.All(store.Links, link => Assert.Equal(frozen.MergedInto, link.CustomerId));
        Assert.Equal(
            frozen.Identities.Select(identity => identity.Key).Order(StringComparer.Ordinal),
            store.Links.Where(link => link.Formerly is [var former] && former == new FormerCustomer(frozen.Id, frozen.LastContactAt))
                .Select(link => link.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_contact_long_after_everything_the_absorbed_had_is_not_looked_for()
    {
        var store = new InMemoryCustomerStore();
        await DeliverUntilDoneAsync(store, [Contact(1, "phone:+74951234567"), Contact(2, "email:anna@example.org")]);
        await DeliverUntilDoneAsync(store, [Contact(3, "phone:+74951234567", "email:anna@example.org")]);
        var moved = Assert.Single(store.Links, link => link.Formerly.Count > 0);
        var known = new KnownCustomers();
        known.Add(moved);

        Assert.Single(known.FormerEntriesOf(Contact(4, moved.Key) with { OccurredAt = Morning.AddDays(7) }));
        Assert.Empty(known.FormerEntriesOf(Contact(4, moved.Key) with { OccurredAt = Morning.AddDays(8) }));
        Assert.Empty(known.FormerEntriesOf(Contact(4, moved.Key) with { OccurredAt = DateTimeOffset.MaxValue }));
    }

    /// <summary>Few enough people that most meet in the end, in chains and from both sides.</summary>
    private static Contact Meeting(int number) => (number % 3) switch
    {
        0 => Contact(number, $"phone:+7495000000{number % 7}"),
        1 => Contact(number, $"email:{number % 5}@example.org", $"phone:+7495000000{number % 7}"),
        _ => Contact(number, $"vk:{number % 4}", $"email:{number % 5}@example.org"),
    };

    private static IEnumerable<string> PlacesOf(IdentityLink link, KnownCustomers known)
    {
        var shortened = known.Shorten(link);
        return shortened.Formerly.Select(former => former.CustomerId).Append(shortened.CustomerId);
    }

    private static async Task DeliverUntilDoneAsync(InMemoryCustomerStore store, Contact[] batch)
    {
        while (true)
        {
            try
            {
                await Resolution(store).ResolveAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception failure) when (failure is CrashException or RivalWritersException)
            {
                // The bus delivers it again, to a process that remembers nothing.
            }
        }
    }

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064
}
