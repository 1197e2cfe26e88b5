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
        var desk = await DeliveredAsync(UsualOptions, TwoWhoShareAPhone);

        var applied = await ApplyAsync(desk, Generous);

        Assert.Equal((1, 0, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Equal(5, Assert.Single(Living(desk)).ContactCount);
        var evidence = Assert.Single(desk.Store.Profiles, static profile => profile.IsFrozen).MergeEvidence!;
        Assert.Equal((MergeRule.Replay, ReplayApplication.By), (evidence.Rule, evidence.By));
    }

    [Fact]
    public async Task A_merge_the_rules_would_not_make_is_undone_and_contacts_since_then_go_to_whose_they_are()
    {
        var desk = await DeliveredAsync(Generous, TwoWhoShareAPhone);
        Assert.Single(Living(desk));

        var applied = await ApplyAsync(desk, UsualOptions);

        Assert.Equal((0, 1, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Equal([2, 3], Living(desk).Select(static profile => profile.ContactCount).Order());
    }

    [Fact]
    public async Task What_a_replay_did_is_judged_anew_by_the_next()
    {
        var desk = await DeliveredAsync(UsualOptions, TwoWhoShareAPhone);
        var before = Living(desk).Select(static profile => (profile.Id, profile.ContactCount)).Order().ToList();

        await ApplyAsync(desk, Generous);
        await ApplyAsync(desk, UsualOptions);

        Assert.Equal(before, Living(desk).Select(static profile => (profile.Id, profile.ContactCount)).Order());
        Assert.Equal(5, Assert.Single((await ApplyAsync(desk, Generous)).Left.Stay == 1 ? Living(desk) : []).ContactCount);
    }

    [Fact]
    public async Task Whom_people_merged_or_keep_apart_a_replay_leaves_alone()
    {
        var desk = await DeliveredAsync(UsualOptions, Telling(1, "verified telegram_user_id:1"), Telling(2, "verified telegram_user_id:2"));
        await desk.JoinAsync(Living(desk)[0].Id, Living(desk)[1].Id);

        var applied = await ApplyAsync(desk, UsualOptions);

        Assert.Equal((0, 0, true), (applied.Merged, applied.Undone, applied.Left.IsNone));
        Assert.Single(Living(desk));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        var desk = await DeliveredAsync(Generous, TwoWhoShareAPhone);
        await ApplyAsync(desk, UsualOptions);
        var picture = desk.Picture();

        var again = await ApplyAsync(desk, UsualOptions);

        Assert.Equal((0, 0), (again.Merged, again.Undone));
        Assert.Equal(picture, desk.Picture());
    }

    private static IReadOnlyList<Profile> Living(Desk desk) => [.. desk.Store.Profiles.Where(static profile => !profile.IsFrozen).OrderBy(static profile => profile.Id, StringComparer.Ordinal)];

    private static async Task<Desk> DeliveredAsync(ResolutionOptions options, params Contact[] contacts)
    {
        var desk = new Desk();
        foreach (var contact in contacts)
            await Resolution(desk.Store, options, pairs: desk.Pairs).ResolveAsync([contact], default);
        return desk;
    }

    private static Task<AppliedReplay> ApplyAsync(Desk desk, ResolutionOptions options) => desk.ReplayAsync(options);
}
