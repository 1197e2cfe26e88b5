using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers;

/// <summary>The process dies or the answer is lost between any two calls; the bus delivers again; the end is the same.</summary>
public sealed class CrashTests
{
    private static readonly Contact[][] Story =
    [
        [Contact(1, "phone:+74951234567"), Contact(2, "email:anna@example.org")],
        [Contact(3, "telegram_user_id:4242", "phone:+74951234567")],
        [Contact(4, "phone:+74951234567", "email:anna@example.org"), Contact(5, "email:anna@example.org")],
        [Contact(6, "email:anna@example.org", "wa_bsuid:RU.77"), Contact(7)],
    ];

    private const int LastCall = 40;

    public static TheoryData<int, bool> CrashPoints
    {
        get
        {
            var points = new TheoryData<int, bool>();
            for (var call = 1; call <= LastCall; call++)
            {
                points.Add(call, false);
                points.Add(call, true);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(CrashPoints))]
    public async Task A_crash_at_any_call_is_healed_by_redelivery(int fatalCall, bool afterTheWrite)
    {
        var undisturbed = new InMemoryCustomerStore();
        foreach (var batch in Story)
            await Resolution(undisturbed).ResolveAsync(batch, CancellationToken.None);
        Assert.InRange(undisturbed.Calls, 1, LastCall);

        var store = new InMemoryCustomerStore();
        var calls = 0;
        void Crash(string name)
        {
            if (++calls == fatalCall)
                throw new CrashException();
        }

        if (afterTheWrite)
            store.AfterCall = Crash;
        else
            store.BeforeCall = Crash;
        foreach (var batch in Story)
            await DeliverUntilDoneAsync(store, batch);
        foreach (var contact in Story.SelectMany(batch => batch))
            await DeliverUntilDoneAsync(store, [contact]);

        Assert.Equal(Picture(undisturbed), Picture(store));
    }

    [Fact]
    public async Task A_merge_cut_off_in_the_middle_is_finished_by_any_later_contact_of_either()
    {
        foreach (var later in new[] { "phone:+74951234567", "email:anna@example.org" })
        {
            var store = new InMemoryCustomerStore();
            await Resolution(store).ResolveAsync(Story[0], CancellationToken.None);
            var commits = 0;
            store.BeforeCall = name =>
            {
                if (name == "commit" && ++commits == 2)
                    throw new CrashException();
            };
            await Assert.ThrowsAsync<CrashException>(() =>
                Resolution(store).ResolveAsync([Contact(4, "phone:+74951234567", "email:anna@example.org")], CancellationToken.None));
            Assert.Single(store.Profiles, profile => profile.IsFrozen);

            await Resolution(store).ResolveAsync([Contact(8, later)], CancellationToken.None);
            await Resolution(store).ResolveAsync([Contact(4, "phone:+74951234567", "email:anna@example.org")], CancellationToken.None);

            var living = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal(4, living.ContactCount);
            Assert.Equal(4, store.ContactsOf(living).Count);
        }
    }

    [Fact]
    public async Task A_rival_of_the_survivor_does_not_orphan_a_customer_whose_merge_was_cut_off()
    {
        var store = new InMemoryCustomerStore();
        await Resolution(store).ResolveAsync(Story[0], CancellationToken.None);
        var commits = 0;
        store.BeforeCall = name =>
        {
            if (name == "commit" && ++commits == 2)
                throw new CrashException();
        };
        await Assert.ThrowsAsync<CrashException>(() =>
            Resolution(store).ResolveAsync([Contact(4, "phone:+74951234567", "email:anna@example.org")], CancellationToken.None));
        store.BeforeCall = static _ => { };
        var absorbed = Assert.Single(store.Profiles, profile => profile.IsFrozen);
        var touches = 0;
        store.BeforeChange = change =>
        {
            if (touches++ == 0)
                store.Touch(change.After.Id);
        };

        var old = Story[0].Single(contact => contact.Id == absorbed.LastContactId);
        await Resolution(store).ResolveAsync([old], CancellationToken.None);

        var living = Assert.Single(store.Profiles, profile => !profile.IsFrozen);
        Assert.Equal([absorbed.Id], living.Absorbed);
        Assert.Equal(2, living.ContactCount);
    }

    [Fact]
    public async Task A_survivor_that_died_before_it_was_written_still_counts_when_it_is_absorbed_itself()
    {
        // The smallest id survives: the youngest absorbs the one that was to absorb the eldest.
        string[] keys = [.. Enumerable.Range(0, 3).Select(i => $"vk:{i}").OrderBy(key => CustomerId.From(Options.IdSalt.Span, Contact(0, key)), StringComparer.Ordinal)];
        var (youngest, heir, eldest) = (keys[0], keys[1], keys[2]);
        Contact[] second = [Contact(2, heir), Contact(3, heir, eldest)];
        Contact[] third = [Contact(4, youngest), Contact(5, youngest, eldest)];
        var store = new InMemoryCustomerStore();
        await DeliverUntilDoneAsync(store, [Contact(1, eldest)]);
        store.AfterCall = static name =>
        {
            if (name == "commit")
                throw new CrashException();
        };
        await Assert.ThrowsAsync<CrashException>(() => Resolution(store).ResolveAsync(second, CancellationToken.None));
        store.AfterCall = static _ => { };

        await DeliverUntilDoneAsync(store, third);
        await DeliverUntilDoneAsync(store, [.. second, .. third]);

        Assert.Equal(5, Assert.Single(store.Profiles, static profile => !profile.IsFrozen).ContactCount);
        Assert.Equal(5, store.EntryCount);
    }

    [Fact]
    public async Task An_outage_is_waited_for_and_nothing_is_lost()
    {
        var store = new InMemoryCustomerStore();
        var calls = 0;
        store.BeforeCall = _ =>
        {
            if (++calls is > 2 and < 40)
                throw new StoreUnavailableException("throttled") { RetryAfter = TimeSpan.FromMilliseconds(1) };
        };
        await Resolution(store).ResolveAsync(Story[0], CancellationToken.None);
        Assert.Equal(2, store.EntryCount);
    }

    /// <summary>What users see: living customers with everything folded in, and whose each identity is.</summary>
    private static string Picture(InMemoryCustomerStore store)
    {
        var living = store.Profiles.Where(profile => !profile.IsFrozen).OrderBy(profile => profile.Id, StringComparer.Ordinal);
        var profiles = living.Select(profile =>
            Json(profile) + string.Join(',', store.ContactsOf(profile).Select(contact => contact.Id).Order(StringComparer.Ordinal)));
        var known = new KnownCustomers();
        foreach (var profile in store.Profiles)
            known.Add(new StoredProfile(profile, null));
        var links = store.Links.Select(link => $"{link.Key} {known.RootOf(link.CustomerId)}").Order(StringComparer.Ordinal);
        return string.Join('\n', profiles.Concat(links));
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
            catch (CrashException)
            {
                // The next round starts with nothing remembered, as a new process does.
            }
        }
    }

#pragma warning disable CA1032, CA1064 // Only this file throws and sees it.
    private sealed class CrashException : Exception;
#pragma warning restore CA1032, CA1064
}
