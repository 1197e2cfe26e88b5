using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>What holds for any history that came in by other rules, in any order, when a replay is applied to it.</summary>
public sealed class AppliedReplayLawTests
{
    private const int Histories = 1000;

    private static readonly ResolutionOptions[] _rules =
    [
        UsualOptions,
        Options,
        With(IdentityOptions.Default with { Limits = IdentityLimits.Parse("phone=1;email=1;*=1")! }),
        With(IdentityOptions.Default with { SharedAfter = 1 }),
        With(IdentityOptions.From(static name => name == "Blocked" ? "phone:+74950000001;phone:+74951234501;email:1@example.org;email:2@example.org" : null, [])),
        With(IdentityOptions.From(static name => name == "Shared" ? "phone:+74950000002;phone:+74951234502;email:@example.org" : name == "Joining" ? "email:info@example.org" : null, [])),
    ];

    [Fact]
    public Task Customers_profiles_and_identities_are_what_the_dry_run_says_and_a_second_replay_changes_nothing() => ForEachAsync(Histories, async seed =>
    {
        var (desk, contacts, after) = await DeliveredAsync(seed, decisions: false);
        await ApplyAsync(desk, contacts, after, seed);
        var picture = desk.Picture();

        var again = await desk.ReplayAsync(after);

        Hold(seed, (again.Merged, again.Undone, again.Moved, again.Suggested) == (0, 0, 0, 0) ? null : $"once more {again}");
        Hold(seed, Difference(picture.Split('\n'), desk.Picture().Split('\n')));
    });

    [Fact]
    public Task Whatever_is_delivered_again_in_any_order_is_found_where_it_is_and_changes_nobody() => ForEachAsync(Histories, async seed =>
    {
        var (random, isDecided) = (new Random(seed), seed % 2 == 1);
        var (desk, contacts, after) = await DeliveredAsync(seed, isDecided);
        await desk.ReplayAsync(after);
        if (isDecided)
            await DecideAsync(desk, random);
        var picture = desk.Picture();

        random.Shuffle(contacts);
        foreach (var batch in contacts.Chunk(random.Next(1, 5)))
            await Resolution(desk.Store, after, pairs: desk.Pairs).ResolveAsync(batch, default);

        Hold(seed, Difference(picture.Split('\n'), desk.Picture().Split('\n')));
    });

    [Fact]
    public Task Whatever_people_decided_customers_profiles_and_identities_are_what_the_dry_run_says() => ForEachAsync(Histories / 8, async seed =>
    {
        var (desk, contacts, after) = await DeliveredAsync(seed, decisions: true);
        await ApplyAsync(desk, contacts, after, seed);
    });

    [Fact]
    public Task A_replay_that_dies_at_any_call_and_is_run_again_ends_as_if_it_had_not() => ForEachAsync(Histories / 8, async seed =>
    {
        var (whole, contacts, after) = await DeliveredAsync(seed, decisions: false);
        await whole.ReplayAsync(after);
        var (desk, _, _) = await DeliveredAsync(seed, decisions: false);

        await DieUntilDoneAsync(desk, after, new Random(seed));

        Hold(seed, Problem(desk.Store, contacts));
        Hold(seed, Difference(PeopleOf(whole.Store), PeopleOf(desk.Store)));
        Hold(seed, Difference(OwnersOf(whole), OwnersOf(desk)));
        var picture = desk.Picture();
        await desk.ReplayAsync(after);
        Hold(seed, Difference(picture.Split('\n'), desk.Picture().Split('\n')));
    });

    private static async Task ApplyAsync(Desk desk, Contact[] contacts, ResolutionOptions after, int seed)
    {
        var expected = ReplayRules.Replay(await new HistoryReader(desk.History, desk.Pairs).ReadAsync(default), after);

        var applied = await desk.ReplayAsync(after);

        Hold(seed, applied.Left.IsNone && applied.Refused.Count == 0 ? null : $"left {applied.Left} {string.Join('\n', applied.Refused)}");
        Hold(seed, Problem(desk.Store, contacts));
        Hold(seed, Difference(PeopleOf(expected), PeopleOf(desk.Store)));
        Hold(seed, Difference(OwnersOf(expected), OwnersOf(desk)));
        Hold(seed, expected.Suggestions.Count > 0 && desk.Pairs.All.Count == 0 ? "nothing is suggested" : null);
    }

    private static Task ForEachAsync(int histories, Func<int, Task> law) => Parallel.ForEachAsync(
        Enumerable.Range(0, histories), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) => await law(seed));

    private static async Task DieUntilDoneAsync(Desk desk, ResolutionOptions after, Random chance)
    {
        var isDone = false;
        for (var died = 0; !isDone; died++)
        {
            // Sooner or later it lives long enough.
            var oneOf = 25 + (5 * died);
            desk.Store.BeforeCall = desk.Store.AfterCall = desk.Pairs.BeforeCall = desk.Pairs.AfterCall = _ =>
            {
                if (chance.Next(oneOf) == 0)
                    throw new CrashException();
            };
            isDone = await LivesAsync(() => desk.ReplayAsync(after));
        }

        desk.Store.BeforeCall = desk.Store.AfterCall = desk.Pairs.BeforeCall = desk.Pairs.AfterCall = static _ => { };
    }

    /// <returns>False when it died; whatever else it throws is a failure.</returns>
    private static async Task<bool> LivesAsync(Func<Task> replay)
    {
        try
        {
            await replay();
            return true;
        }
        catch (CrashException)
        {
            return false;
        }
    }

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064

    private static async Task<(Desk Desk, Contact[] Contacts, ResolutionOptions After)> DeliveredAsync(int seed, bool decisions)
    {
        var random = new Random(seed);
        var (before, after) = (_rules[seed % _rules.Length], _rules[(seed + 1 + (seed / _rules.Length % (_rules.Length - 1))) % _rules.Length]);
        Contact[] contacts = random.Next(2) == 0
            ? Customers.Histories.Hostile(seed)
            : [.. RandomHistory.ContactsOf(seed).Select(ContactAsItCame.Of)];
        random.Shuffle(contacts);
        var desk = new Desk();
        for (var done = 0; done < contacts.Length;)
        {
            var batch = contacts[done..Math.Min(contacts.Length, done + random.Next(1, 5))];
            await Resolution(desk.Store, before, pairs: desk.Pairs).ResolveAsync(batch, default);
            done += batch.Length;
            if (decisions && random.Next(4) == 0)
                await DecideAsync(desk, random);
        }

        return (desk, contacts, after);
    }

    private static async Task DecideAsync(Desk desk, Random random)
    {
        var living = desk.Store.Profiles.Where(static profile => !profile.IsFrozen).Select(static profile => profile.Id).Order(StringComparer.Ordinal).ToArray();
        if (living.Length < 2)
            return;
        random.Shuffle(living);
        var apart = CustomerPair.Of(living[0], living[1], PairState.Apart, 1, [], Morning) with { DecidedAt = Morning.AddMinutes(random.Next(60)), DecidedBy = "olga", Decision = "Two." };
        if (random.Next(2) == 0)
            await desk.Pairs.AddAsync(apart, default);
        else
            await desk.JoinAsync(living[0], living[1]);
    }

    private static ResolutionOptions With(IdentityOptions identities) => UsualOptions with { Identities = identities };

    private static void Hold(int seed, string? problem) => Assert.True(problem is null, $"History {seed}: {problem}");

    private static string? Problem(InMemoryCustomerStore store, Contact[] contacts)
    {
        var ids = store.Entries.Select(static entry => entry.Contact).Where(static contact => contact.Kind != ContactKind.Correction).Select(static contact => contact.Id).Order(StringComparer.Ordinal).ToList();
        if (!ids.SequenceEqual(contacts.Select(static contact => contact.Id).Order(StringComparer.Ordinal)))
            return $"{contacts.Length} contacts became {ids.Count} entries";
        return Difference(
            store.Profiles.Select(profile => TextOf(ProfileFold.Add(Profile.Empty(profile.Id), store.ContactsOf(profile)))), store.Profiles.Select(TextOf));
    }

    private static string TextOf(Profile profile) => Json(profile with { Absorbed = [], MergedInto = null, MergeEvidence = null, ContactIsWith = null });

    private static IEnumerable<string> PeopleOf(ReplayedHistory replayed) =>
        replayed.Customers.Select(static customer => Text(customer.Entries.Select(static entry => entry.Contact.Id), customer.Profile));

    private static IEnumerable<string> PeopleOf(InMemoryCustomerStore store) => store.Profiles.Where(static profile => !profile.IsFrozen)
        .Select(profile => (Profile: profile, Contacts: store.ContactsOf(profile))).Where(static customer => customer.Contacts.Count > 0)
        .Select(static customer => Text(customer.Contacts.Select(static contact => contact.Id), customer.Profile));

    private static string Text(IEnumerable<string> contacts, Profile profile) =>
        $"{string.Join(' ', contacts.Order(StringComparer.Ordinal))} {TextOf(profile with { Id = "" })}";

    /// <summary>Of each identity by the first contact of whoever has it.</summary>
    private static IEnumerable<string> OwnersOf(ReplayedHistory replayed)
    {
        var first = replayed.Customers.ToDictionary(static customer => customer.Id, static customer => customer.Entries.Min(static entry => entry.Contact.Id)!, StringComparer.Ordinal);
        return replayed.Links.Select(link => Text(link, id => first[id]));
    }

    private static IEnumerable<string> OwnersOf(Desk desk)
    {
        var known = desk.Known();
        return desk.Store.Links.Where(static link => link.EndedAt != DateTimeOffset.MinValue)
            .Select(link => Text(link, id => desk.Store.ContactsOf(desk.ProfileOf(known.RootOf(id))).Min(static contact => contact.Id)!));
    }

    private static string Text(IdentityLink link, Func<string, string> nameOf) => string.Join(
        ' ', [link.Key, nameOf(link.CustomerId), $"{link.FirstSeenAt:O} {link.EndedAt:O} {link.Evidence} {link.Joined.Count}", .. link.Past.Select(past => $"{nameOf(past.CustomerId)} {past.Since:O} {past.Until:O}")]);

    private static string? Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (left, right) = (expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
        return left.SetEquals(right) ? null : $"\n- {string.Join("\n- ", left.Except(right))}\n+ {string.Join("\n+ ", right.Except(left))}";
    }
}
