using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Tests.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>Contacts that a customer got directly, by a value that the rules of today do not count, go to whose they are.</summary>
public sealed class AppliedSplitTests
{
    private const string Phone = "phone:+74951234567";
    private const int MostCalls = 130;

    private static readonly ResolutionOptions Generous = UsualOptions with
    {
        Identities = IdentityOptions.Default with { Limits = IdentityLimits.Parse("telegram_user_id=9")! },
    };

    private static readonly ResolutionOptions WithoutPhone = UsualOptions with { Identities = IdentityOptions.From(static name => name == "Blocked" ? Phone : null, []) };

    /// <summary>A merge among them, so that contacts leave the timeline of one who is part of another, too.</summary>
    private static readonly Contact[] _two =
    [
        Telling(1, "verified telegram_user_id:1", $"verified {Phone}"),
        Telling(2, "verified telegram_user_id:2", $"verified {Phone}") with { Kind = ContactKind.Call, Call = new CallState { DurationSeconds = 42 } },
        Telling(3, "verified email:anna@example.org"),
        Telling(4, "verified email:anna@example.org", "verified telegram_user_id:1"),
        Telling(5, "verified telegram_user_id:2"),
    ];

    [Fact]
    public async Task Contacts_are_moved_and_both_timelines_tell_it()
    {
        var desk = await Desk.DeliveredAsync(Generous, _two);
        Assert.Single(desk.Living);

        var applied = await desk.ReplayAsync(UsualOptions);

        Assert.Equal((0, 0, 2, true), (applied.Merged, applied.Undone, applied.Moved, applied.Left.IsNone));
        Assert.Equal([2, 3], desk.Living.Select(static profile => profile.ContactCount).Order());
        Assert.Equal(desk.Living.Select(static profile => profile.Id), desk.Store.Marks.Where(static mark => mark.EntryId.StartsWith("split-", StringComparison.Ordinal)).Select(static mark => mark.CustomerId).Order(StringComparer.Ordinal));
        var pair = Assert.Single(desk.Pairs.All);
        Assert.Equal((PairState.Apart, ReplayApplication.By), (pair.State, pair.DecidedBy));
        Assert.Equal(42, desk.Store.Entries.Single(static entry => entry.Contact.Id == _two[1].Id).Contact.Call?.DurationSeconds);
    }

    [Fact]
    public async Task Contacts_delivered_again_after_it_are_found_where_they_are()
    {
        var desk = await Desk.DeliveredAsync(Generous, _two);
        await desk.ReplayAsync(UsualOptions);
        var picture = desk.Picture();

        foreach (var contact in _two)
            await Resolution(desk.Store, UsualOptions, pairs: desk.Pairs).ResolveAsync([contact], default);

        Assert.Equal(picture, desk.Picture());
    }

    [Fact]
    public async Task A_contact_that_leads_to_nobody_by_the_rules_of_today_is_found_and_gets_its_news()
    {
        var call = Telling(1, $"verified {Phone}") with { Kind = ContactKind.Call };
        var desk = await Desk.DeliveredAsync(UsualOptions, call);
        await desk.ReplayAsync(WithoutPhone);

        await Resolution(desk.Store, WithoutPhone, pairs: desk.Pairs).ResolveAsync([call with { Call = new CallState { DurationSeconds = 42 }, Revision = "ended" }], default);

        Assert.Equal(42, Assert.Single(desk.Store.Entries).Contact.Call?.DurationSeconds);
        Assert.Equal(1, desk.Living.Sum(static profile => profile.ContactCount));
    }

    [Fact]
    public async Task A_value_that_counts_no_longer_leads_nowhere_and_is_judged_so_on_the_timeline()
    {
        var desk = await Desk.DeliveredAsync(UsualOptions, Telling(1, "verified telegram_user_id:1", $"verified {Phone}"), Telling(2, $"verified {Phone}"));

        var applied = await desk.ReplayAsync(WithoutPhone);
        await Resolution(desk.Store, WithoutPhone, pairs: desk.Pairs).ResolveAsync([Telling(3, $"verified {Phone}")], default);

        Assert.Equal((1, true), (applied.Moved, applied.Left.IsNone));
        Assert.Equal([1, 1, 1], desk.Living.Select(static profile => profile.ContactCount));
        Assert.All(desk.Store.Entries, static entry => Assert.Contains(entry.Contact.From.Identities, static identity => identity.Standing == IdentityStanding.Blocked));
    }

    [Theory]
    [InlineData("asserted", 2)]
    [InlineData("verified", 1)]
    public async Task Only_verified_evidence_that_is_newer_joins_the_two_again(string trust, int customers)
    {
        var desk = await Desk.DeliveredAsync(Generous, _two);
        await desk.ReplayAsync(UsualOptions);

        var contact = Telling(6, $"{trust} telegram_user_id:2", $"{trust} telegram_user_id:1") with { OccurredAt = Desk.Noon.AddHours(1) };
        await Resolution(desk.Store, Generous, pairs: desk.Pairs).ResolveAsync([contact], default);

        Assert.Equal(customers, desk.Living.Count);
        Assert.Equal(6, desk.Living.Sum(static profile => profile.ContactCount));
    }

    [Fact]
    public async Task What_a_replay_would_ask_people_is_suggested_and_what_they_said_stays()
    {
        var desk = await Desk.DeliveredAsync(WithoutPhone, _two[..2]);
        Assert.Empty(desk.Pairs.All);

        Assert.Equal(1, (await desk.ReplayAsync(UsualOptions)).Suggested);
        var pair = Assert.Single(desk.Pairs.All);
        Assert.Equal((PairState.Suggested, true), (pair.State, desk.Living.All(customer => pair.Has(customer.Id))));

        Assert.True(await desk.Pairs.ReplaceAsync(pair with { State = PairState.Apart, DecidedAt = Desk.Noon, DecidedBy = "olga" }, default));
        Assert.Equal(0, (await desk.ReplayAsync(UsualOptions)).Suggested);
        Assert.Equal("olga", Assert.Single(desk.Pairs.All).DecidedBy);
    }

    [Fact]
    public async Task Contacts_that_come_in_meanwhile_are_on_one_timeline()
    {
        var desk = await Desk.DeliveredAsync(Generous, _two);
        var late = Telling(7, "verified telegram_user_id:1");
        desk.Store.BeforeChange = change =>
        {
            if (change.Removed.Count == 0)
                return;
            desk.Store.BeforeChange = static _ => { };
            desk.Store.Touch(change.After.Id);
        };
        desk.Store.AfterCall = name =>
        {
            if (name != "commit")
                return;
            desk.Store.AfterCall = static _ => { };
            Task.Run(() => Resolution(desk.Store, UsualOptions, pairs: desk.Pairs).ResolveAsync([late], default)).GetAwaiter().GetResult();
        };

        var applied = await desk.ReplayAsync(UsualOptions);

        Assert.True(applied.Left.IsNone);
        Assert.Equal([2, 4], desk.Living.Select(static profile => profile.ContactCount).Order());
        Assert.Equal(6, desk.Store.EntryCount);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_crash_at_any_call_is_healed_by_running_it_again(bool isSplit, bool isAfterTheCall)
    {
        var (before, after) = isSplit ? (Generous, UsualOptions) : (UsualOptions, Generous);
        var whole = await Desk.DeliveredAsync(before, _two);
        var calls = (whole.Store.Calls, whole.Pairs.Calls);
        await whole.ReplayAsync(after);
        Assert.InRange(whole.Store.Calls + whole.Pairs.Calls - calls.Item1 - calls.Item2, 1, MostCalls);
        for (var fatal = 1; fatal <= MostCalls; fatal++)
        {
            var desk = await Desk.DeliveredAsync(before, _two);
            Die(desk, fatal, isAfterTheCall);
            await Xunit.Record.ExceptionAsync(() => desk.ReplayAsync(after));
            Die(desk, 0, isAfterTheCall);

            await desk.ReplayAsync(after);

            Assert.Equal(whole.Picture(), desk.Picture());
        }
    }

    private static void Die(Desk desk, int fatal, bool isAfterTheCall)
    {
        var calls = 0;
        void Strike(string name)
        {
            if (++calls == fatal)
                throw new InvalidOperationException("The process died.");
        }

        if (isAfterTheCall)
            desk.Store.AfterCall = desk.Pairs.AfterCall = Strike;
        else
            desk.Store.BeforeCall = desk.Pairs.BeforeCall = Strike;
    }
}
