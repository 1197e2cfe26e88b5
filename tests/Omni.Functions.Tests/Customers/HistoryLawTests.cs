using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>What holds for any history, in whatever order it is delivered, how often, in which batches and to how many processes.</summary>
public sealed class HistoryLawTests
{
    private const int Times = 1000;

    [Fact]
    public Task Each_contact_is_on_one_timeline_and_profiles_are_the_fold_of_theirs_whatever_contradicts_or_dies() => ForEachSeedAsync(async seed =>
    {
        var world = new World(seed);
        world.Die(oneOf: seed % 2 == 1 ? 40 : 0);
        var history = Histories.Hostile(seed);

        await world.DeliverAsync(history);

        Hold(seed, Problem(world.Store, history));
    });

    [Fact]
    public Task Each_contact_is_on_one_timeline_and_profiles_are_the_fold_of_theirs_whatever_changes_hands_whoever_rivals() => ForEachSeedAsync(async seed =>
    {
        var world = new World(seed);
        var history = Histories.Hostile(seed);

        await world.DeliverToRivalsAsync(history);

        Hold(seed, Problem(world.Store, history));
    });

    [Fact]
    public Task Where_nothing_contradicts_the_people_and_their_profiles_are_the_same_in_any_order() => ForEachSeedAsync(async seed =>
    {
        var history = Histories.Harmless(seed);
        var world = new World(seed);
        world.Die(oneOf: seed % 3 == 1 ? 40 : 0);

        await world.DeliverAsync(history);

        Hold(seed, Problem(world.Store, history));
        Hold(seed, Difference(PeopleOf(history), PeopleOf(world.Store)));
        Hold(seed, world.Pairs.All.Count > 0 ? "somebody is suggested" : null);
    });

    [Fact]
    public Task Nobody_has_more_of_a_kind_than_one_person_has_whatever_contradicts() => ForEachSeedAsync(async seed =>
    {
        var world = new World(seed);
        var history = Histories.Hostile(seed);

        await world.DeliverAsync(history);

        Hold(seed, OverLimit(world.Store, history));
    });

    [Fact]
    public Task The_whole_history_again_in_another_order_changes_nothing() => ForEachSeedAsync(async seed =>
    {
        var history = Histories.Hostile(seed);
        var world = new World(seed);
        await world.DeliverAsync(history);
        var before = world.Everything();

        await world.DeliverAsync(history);

        Hold(seed, Difference(before.Split('\n'), world.Everything().Split('\n')));
    });

    /// <summary>Worlds know nothing of one another.</summary>
    private static Task ForEachSeedAsync(Func<int, Task> law) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Times), async (seed, _) => await law(seed));

    private static void Hold(int seed, string? problem) => Assert.True(problem is null, $"History {seed}: {problem}");

    /// <summary>A correction follows from a contact, and counts as none.</summary>
    private static string? Problem(InMemoryCustomerStore store, Contact[] history)
    {
        var ids = store.Entries.Where(static entry => entry.Contact.Kind != ContactKind.Correction).Select(static entry => entry.Contact.Id).Order(StringComparer.Ordinal).ToList();
        if (!ids.SequenceEqual(history.Select(static contact => contact.Id).Order(StringComparer.Ordinal)))
            return $"{history.Length} contacts became {ids.Count} entries";
        var living = store.Profiles.Where(static profile => !profile.IsFrozen).ToList();
        if (living.Sum(static profile => profile.ContactCount) != history.Count(static contact => contact.Change is null))
            return "the counters do not add up";
        return Difference(
            living.Select(profile => Json(ProfileFold.Add(Profile.Empty(profile.Id), store.ContactsOf(profile)))),
            living.Select(static profile => Json(profile with { Absorbed = [] })));
    }

    private static string? Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (left, right) = (expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
        return left.SetEquals(right) ? null : $"\n- {string.Join("\n- ", left.Except(right))}\n+ {string.Join("\n+ ", right.Except(left))}";
    }

    /// <summary>Whoever is tied by any identity, directly or over others.</summary>
    private static IEnumerable<string> PeopleOf(Contact[] history)
    {
        var people = new PeopleInBatch(history.Length);
        for (var i = 0; i < history.Length; i++)
        {
            foreach (var identity in history[i].From.Identities)
                people.Connect(i, identity.Key);
        }

        return people.Groups().Select(group => Json(ProfileFold.Add(Profile.Empty(""), group.Select(i => history[i]))));
    }

    private static IEnumerable<string> PeopleOf(InMemoryCustomerStore store) =>
        store.Profiles.Where(static profile => !profile.IsFrozen).Select(static profile => Json(profile with { Id = "", Absorbed = [] }));

    /// <summary>Records that the CRM removes do not count, and it may bring them back.</summary>
    private static string? OverLimit(InMemoryCustomerStore store, Contact[] history)
    {
        var known = new KnownCustomers();
        foreach (var profile in store.Profiles)
            known.Add(new StoredProfile(profile, null));
        var removed = history.Select(static contact => contact.Change).OfType<CrmChange>()
            .SelectMany(static change => change.Action == CrmAction.Deleted ? [.. change.MergedIds, change.EntityId] : change.MergedIds)
            .Select(static record => CrmIdentity.Of(Changes.System, Changes.Account, record).Key).ToHashSet(StringComparer.Ordinal);
        var most = store.Links.Where(link => link.EndedAt is null && !removed.Contains(link.Key))
            .GroupBy(link => (known.RootOf(link.CustomerId), IdentityLimits.GroupOf(link.Kind, link.Value)))
            .FirstOrDefault(static group => group.Count() > IdentityLimits.Default.Of(group.First().Kind));
        return most is null ? null : $"{most.Key} has {string.Join(", ", most.Select(static link => link.Value))}";
    }
}
