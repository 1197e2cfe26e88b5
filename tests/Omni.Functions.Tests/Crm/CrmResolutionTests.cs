using FsCheck.Xunit;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Customers;
using static Omni.Functions.Tests.Crm.Changes;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Crm;

/// <summary>Changes find their customer as contacts do.</summary>
public sealed class CrmResolutionTests
{
    private const string Phone = "+74951234567";

    private readonly InMemoryCustomerStore _store = new();

    [Fact]
    public async Task Who_is_in_the_CRM_and_writes_in_a_messenger_is_one_customer_in_either_order()
    {
        foreach (var crmFirst in new[] { true, false })
        {
            var store = new InMemoryCustomerStore();
            Contact[] facts = [CrmFact.Of(Change(1, "5501", CrmAction.Created, ("city", "Perm")).WithPhone(Phone)), Contact(3, $"phone:{Phone}")];
            foreach (var fact in crmFirst ? facts : facts.Reverse())
                await Resolution(store).ResolveAsync([fact], default);

            var living = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal((1, 2), (living.ContactCount, store.ContactsOf(living).Count));
            Assert.Equal("Perm", Assert.Single(Assert.Single(living.CrmRecords).Attributes).Value);
        }
    }

    [Fact]
    public async Task Records_merged_in_the_CRM_are_one_customer()
    {
        await ResolveAsync(Change(1, "1").WithPhone(Phone), Change(3, "2").WithPhone("+74950000000"));
        Assert.Equal(2, _store.Profiles.Count);

        await ResolveAsync(Change(6, "3").Merging("1", "2"));

        var living = Assert.Single(_store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal(["1", "2", "3"], living.CrmRecords.Select(record => record.EntityId));
        Assert.Equal(3, _store.ContactsOf(living).Count);
    }

    [Fact]
    public async Task A_change_delivered_again_after_its_customer_was_absorbed_changes_nothing()
    {
        CrmChange[] changes = [Change(1, "1", CrmAction.Created, ("city", "Perm")), Change(3, "2", CrmAction.Created, ("city", "Omsk"))];
        await ResolveAsync(changes);
        await ResolveAsync(Change(6, "3").Merging("1", "2"));

        await ResolveAsync(changes);

        Assert.Equal(3, _store.EntryCount);
    }

    /// <summary>A history of changes after the last contact: whether an absorbed customer may have a change is not told by its contacts.</summary>
    [Fact]
    public async Task A_change_long_after_the_last_contact_is_found_with_the_absorbed_customer()
    {
        await Resolution(_store).ResolveAsync([Contact(0, $"phone:{Phone}"), Contact(1, "email:anna@example.org")], default);
        CrmChange[] late = [.. new[] { Change(1, "1").WithPhone(Phone), Change(2, "2") with { Identities = [CrmIdentity.Of(Changes.System, Account, "2"), new("email", "anna@example.org", Trust.Claimed)] } }
            .Select(change => change with { OccurredAt = Morning.AddDays(60) })];
        await ResolveAsync(late);
        await Resolution(_store).ResolveAsync([Contact(2, $"phone:{Phone}", "email:anna@example.org")], default);
        await ResolveAsync(Change(6, "3").Merging("1", "2"));

        await ResolveAsync(late);

        Assert.Equal(6, _store.EntryCount);
        Assert.Equal(3, Assert.Single(_store.Profiles, profile => !profile.IsFrozen).ContactCount);
    }

    [Property(MaxTest = 60)]
    public async Task Rival_workers_and_shuffled_redeliveries_tell_each_change_once(int[] numbers, int seed)
    {
        Contact[] facts = [.. numbers.Select(number => Math.Abs(number % 500)).Distinct()
            .Select(number => number % 3 == 0 ? Contact(number, $"phone:+7495000000{number % 5}") : CrmFact.Of(Any(number)))];
        Contact[] deliveries = [.. facts, .. facts];
        var store = new InMemoryCustomerStore();
        new Random(seed).Shuffle(deliveries);

        await Parallel.ForEachAsync(
            deliveries.Chunk(3),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (batch, _) => await DeliverUntilDoneAsync(store, batch));

        var living = store.Profiles.Where(profile => !profile.IsFrozen).ToList();
        Assert.Equal(facts.Length, store.EntryCount);
        Assert.Equal(facts.Count(fact => fact.Change is null), living.Sum(profile => profile.ContactCount));
        Assert.All(living, profile => Assert.Equal(
            Json(ProfileFold.Add(Profile.Empty(profile.Id), store.ContactsOf(profile))), Json(profile with { Absorbed = [] })));
    }

    private Task ResolveAsync(params CrmChange[] changes) => Resolution(_store).ResolveAsync([.. changes.Select(CrmFact.Of)], default);

    private static async Task DeliverUntilDoneAsync(InMemoryCustomerStore store, Contact[] batch)
    {
        while (true)
        {
            try
            {
                await Resolution(store).ResolveAsync(batch, CancellationToken.None);
                return;
            }
            catch (RivalWritersException)
            {
                // The bus delivers it again.
            }
        }
    }
}
