using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Joining;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Tests.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Replaying;

/// <summary>A replay that is applied: the customers are what the rules make of the history, and it can be undone as any merge can.</summary>
public sealed class ReplayApplicationTests
{
    private const string Phone = "phone:+74951234567";

    private static readonly ResolutionOptions Generous = UsualOptions with
    {
        Identities = IdentityOptions.Default with { Limits = IdentityLimits.Parse("telegram_user_id=9")! },
    };

    private static readonly Contact[] TwoWhoShareAPhone =
    [
        Telling(1, "verified telegram_user_id:1"),
        Telling(2, "verified telegram_user_id:2", $"verified {Phone}"),
        Telling(3, "verified telegram_user_id:1", $"claimed {Phone}"),
        Telling(4, "verified telegram_user_id:2"),
        Telling(5, "verified telegram_user_id:1"),
    ];

    [Fact]
    public async Task Whom_the_rules_would_join_is_merged_by_the_rule_of_a_replay()
    {
        var desk = await Desk.DeliveredAsync(UsualOptions, TwoWhoShareAPhone);

        var applied = await desk.ReplayAsync(Generous);

        Assert.Equal((1, 0, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Equal(5, Assert.Single(desk.Living).ContactCount);
        var evidence = Assert.Single(desk.Store.Profiles, static profile => profile.IsFrozen).MergeEvidence!;
        Assert.Equal((MergeRule.Replay, ReplayApplication.By), (evidence.Rule, evidence.By));
    }

    [Fact]
    public async Task A_merge_the_rules_would_not_make_is_undone_and_contacts_since_then_go_to_whose_they_are()
    {
        var desk = await Desk.DeliveredAsync(Generous, TwoWhoShareAPhone);
        Assert.Single(desk.Living);

        var applied = await desk.ReplayAsync(UsualOptions);

        Assert.Equal((0, 1, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Equal([2, 3], desk.Living.Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task What_a_replay_did_is_judged_anew_by_the_next()
    {
        var desk = await Desk.DeliveredAsync(UsualOptions, TwoWhoShareAPhone);
        var before = desk.Living.Select(static profile => (profile.Id, profile.ContactCount)).Order().ToList();

        await desk.ReplayAsync(Generous);
        await desk.ReplayAsync(UsualOptions);

        Assert.Equal(before, desk.Living.Select(static profile => (profile.Id, profile.ContactCount)).Order());
        Assert.Equal(5, Assert.Single((await desk.ReplayAsync(Generous)).Left.Stay == 1 ? desk.Living : []).ContactCount);
    }

    [Fact]
    public async Task Whom_people_merged_or_keep_apart_a_replay_leaves_alone()
    {
        var desk = await Desk.DeliveredAsync(UsualOptions, Telling(1, "verified telegram_user_id:1"), Telling(2, "verified telegram_user_id:2"));
        await desk.JoinAsync(desk.Living[0].Id, desk.Living[1].Id);

        var applied = await desk.ReplayAsync(UsualOptions);

        Assert.Equal((0, 0, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Single(desk.Living);
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        var desk = await Desk.DeliveredAsync(Generous, TwoWhoShareAPhone);
        await desk.ReplayAsync(UsualOptions);
        var picture = desk.Picture();

        var again = await desk.ReplayAsync(UsualOptions);

        Assert.Equal((0, 0), (again.Merged, again.Undone));
        Assert.Equal(picture, desk.Picture());
    }

    [Fact]
    public async Task Where_nothing_differs_the_timelines_are_read_when_it_begins_after_undoing_and_for_one_round()
    {
        var desk = await Desk.DeliveredAsync(Generous, TwoWhoShareAPhone);

        await desk.ReplayAsync(Generous);

        Assert.Equal(3, desk.History.Readings);
    }
}
