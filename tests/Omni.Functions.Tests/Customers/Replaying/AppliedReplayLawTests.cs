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
    public async Task Customers_profiles_and_identities_are_what_the_dry_run_says_and_a_second_replay_changes_nothing()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Histories; seed++)
        {
            var (desk, contacts, after) = await DeliveredAsync(seed);
            var expected = ReplayRules.Replay(await HistoryOf(desk), after);

            AppliedReplay applied;
            try { applied = await desk.ReplayAsync(after); }
            catch (Exception e) { failures.Add($"{seed} {e.Message} {e.StackTrace!.Split('\n').Skip(1).FirstOrDefault()}"); continue; }
try {
            Hold(seed, applied.Left.IsNone && applied.Refused.Count == 0 ? null : $"left {applied.Left} {string.Join('\n', applied.Refused)}");
            Hold(seed, Problem(desk.Store, contacts));
            Hold(seed, Difference(PeopleOf(expected), PeopleOf(desk.Store)));
            Hold(seed, Difference(OwnersOf(expected), OwnersOf(desk)));
            var picture = desk.Picture();
            var again = await desk.ReplayAsync(after);
            Hold(seed, (again.Merged, again.Undone, again.Moved, again.Suggested) == (0, 0, 0, 0) ? null : $"once more {again}");
            Hold(seed, Difference(picture.Split('\n'), desk.Picture().Split('\n')));
} catch (Xunit.Sdk.XunitException e) { failures.Add(e.Message[..Math.Min(900, e.Message.Length)]); }
        }
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n", failures.Take(6)));
    }

    [Fact]
    public async Task A_replay_that_dies_at_any_call_and_is_run_again_ends_as_if_it_had_not()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var (whole, contacts, after) = await DeliveredAsync(seed);
            await whole.ReplayAsync(after);
            var (desk, _, _) = await DeliveredAsync(seed);
            var died = await DieUntilDoneAsync(desk, after, new Random(seed));
            try {
            Hold(seed, Problem(desk.Store, contacts));
            Hold(seed, Difference(PeopleOf(whole.Store), PeopleOf(desk.Store)));
            Hold(seed, Difference(OwnersOf(whole), OwnersOf(desk)));
            Hold(seed, Difference(SuggestionsOf(whole), SuggestionsOf(desk)));
            } catch (Xunit.Sdk.XunitException e) { failures.Add(died + " " + e.Message[..Math.Min(1900, e.Message.Length)]); }
        }
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n", failures.Take(4)));
    }

    [Fact]
    public async Task Contacts_delivered_again_after_a_replay_are_one_entry()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Histories; seed++)
        {
            var (desk, contacts, after) = await DeliveredAsync(seed);
            await desk.ReplayAsync(after);
            var picture = desk.Picture();

            foreach (var contact in contacts)
                await Resolution(desk.Store, after, pairs: desk.Pairs).ResolveAsync([contact], default);

            if (desk.Store.Entries.Count != contacts.Length)
            {
                foreach (var dup in desk.Store.Entries.GroupBy(e => e.Contact.Id).Where(g => g.Count() > 1))
                {
                    var own = CustomerId.OfContact(after.IdSalt.Span, dup.First().Contact);
                    var old = picture.Split('\n').Where(l => l.StartsWith(dup.Key + " ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).Single();
                    var fresh = dup.Single(e => e.CustomerId != old);
                    var frozen = desk.ProfileOf(old).IsFrozen;
                    failures.Add($"frozen={frozen} newAlone={fresh.CustomerId == own} decisive={Math.Min(2, fresh.Contact.From.Decisive.Count)} lead={fresh.Contact.From.Decisive.FirstOrDefault()?.Trust} ended={fresh.Contact.From.Identities.Any(i => i.IsEnded)} crm={fresh.Contact.Change is not null}");
                }
            }
            else if (Difference(picture.Split('\n'), desk.Picture().Split('\n')) is { } problem)
                failures.Add($"{seed} {problem[..Math.Min(1500, problem.Length)]}");
        }
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n", failures.GroupBy(f => f).OrderByDescending(g => g.Count()).Select(g => g.Count() + " " + g.Key).Take(25)));
    }

    private static IEnumerable<string> SuggestionsOf(Desk desk) => desk.Pairs.All.Where(static pair => pair.State == PairState.Suggested).Select(static pair => $"{pair.Score} {pair.Reasons.Count}");

    /// <returns>How often it died.</returns>
    private static async Task<int> DieUntilDoneAsync(Desk desk, ResolutionOptions after, Random chance)
    {
        var died = 0;
        desk.Store.BeforeCall = desk.Store.AfterCall = desk.Pairs.BeforeCall = desk.Pairs.AfterCall = _ =>
        {
            if (chance.Next(25 + (5 * died)) == 0)
                throw new CrashException();
        };
        while (true)
        {
            try
            {
                await desk.ReplayAsync(after);
                desk.Store.BeforeCall = desk.Store.AfterCall = desk.Pairs.BeforeCall = desk.Pairs.AfterCall = static _ => { };
                return died;
            }
            catch (CrashException)
            {
                died++;
            }
        }
    }

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064

    private static async Task<(Desk Desk, Contact[] Contacts, ResolutionOptions After)> DeliveredAsync(int seed)
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
        }

        return (desk, contacts, after);
    }

    private static ResolutionOptions With(IdentityOptions identities) => UsualOptions with { Identities = identities };

    private static Task<History> HistoryOf(Desk desk) => new HistoryReader(new InMemoryHistory(desk.Store), desk.Pairs).ReadAsync(default);

    private static void Hold(int seed, string? problem) => Assert.True(problem is null, $"History {seed}: {problem}");

    private static string? Problem(InMemoryCustomerStore store, Contact[] contacts)
    {
        var ids = store.Entries.Select(static entry => entry.Contact.Id).Order(StringComparer.Ordinal).ToList();
        if (!ids.SequenceEqual(contacts.Select(static contact => contact.Id).Order(StringComparer.Ordinal)))
            return $"{contacts.Length} contacts became {ids.Count} entries";
        return Difference(
            store.Profiles.Select(profile => TextOf(ProfileFold.Add(Profile.Empty(profile.Id), store.ContactsOf(profile)))), store.Profiles.Select(TextOf));
    }

    private static string TextOf(Profile profile) => Json(profile with { Absorbed = [], MergedInto = null, MergeEvidence = null });

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
        var known = new KnownCustomers();
        foreach (var profile in desk.Store.Profiles)
            known.Add(new StoredProfile(profile, null));
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
