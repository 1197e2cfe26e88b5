using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

public sealed class ManualMergeTests
{
    private const string Phone = "phone:+74951234567";
    private const string Email = "email:anna@example.org";
    private const string Vk = "vk:1";

    private readonly Desk _desk = new();
    private readonly string _one = Desk.IdOf(Phone);
    private readonly string _other = Desk.IdOf(Email);

    [Fact]
    public async Task Two_customers_become_one_and_who_and_why_is_kept()
    {
        await _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email));

        var merged = Assert.IsType<Merged>(await _desk.MergeAsync(_one, _other));

        string[] ids = [.. new[] { _one, _other }.Order(StringComparer.Ordinal)];
        Assert.Equal((ids[0], 2, ids[1]), (merged.Survivor.Id, merged.Survivor.ContactCount, Assert.Single(merged.Survivor.Absorbed)));
        var evidence = _desk.ProfileOf(ids[1]).MergeEvidence!;
        Assert.Equal((merged.MergeId, MergeRule.Manual, "olga", "The same voice.", Desk.Noon), (evidence.MergeId, evidence.Rule, evidence.By, evidence.Reason, evidence.At));
        Assert.Equal([(ids[0], merged.MergeId)], _desk.Store.Marks);
        Assert.All(_desk.Store.Links, link => Assert.Equal(ids[0], link.CustomerId));
        var pair = Assert.Single(_desk.Pairs.All);
        Assert.Equal((PairState.Joined, merged.MergeId, "olga", "The same voice."), (pair.State, pair.MergeId, pair.DecidedBy, pair.Decision));
    }

    [Fact]
    public async Task Contacts_of_both_go_to_the_one_customer_from_then_on()
    {
        await _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email));
        await _desk.JoinAsync(_one, _other);

        await _desk.DeliverEachAsync(Contact(3, Phone), Contact(4, Email), Contact(1, Phone), Contact(2, Email));

        Assert.Equal(4, Assert.Single(_desk.Store.Profiles, profile => !profile.IsFrozen).ContactCount);
    }

    [Fact]
    public async Task Contacts_without_identities_are_one_entry_when_they_come_again_whoever_survived_and_after_it_is_undone()
    {
        var nameless = Enumerable.Range(2, 6).Select(static number => Contact(number)).ToArray();
        await _desk.DeliverEachAsync([Contact(1, Phone), .. nameless]);
        var merges = new List<string>();
        foreach (var contact in nameless)
            merges.Add(await _desk.JoinAsync(_one, CustomerId.OfContact(Options.IdSalt.Span, contact)));
        var facts = _desk.Facts();

        await _desk.DeliverEachAsync(nameless);
        Assert.Equal(facts, _desk.Facts());

        await _desk.UndoAsync(merges[3]);
        facts = _desk.Facts();
        await _desk.DeliverAsync(nameless);
        Assert.Equal(facts, _desk.Facts());
    }

    [Fact]
    public async Task Who_was_absorbed_stands_for_whoever_absorbed_them()
    {
        await _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email), Contact(3, Vk));
        await _desk.JoinAsync(_one, _other);

        Assert.IsType<Merged>(await _desk.MergeAsync(_desk.Store.Profiles.Single(profile => profile.IsFrozen).Id, Desk.IdOf(Vk)));

        Assert.Equal(2, Assert.Single(_desk.Store.Profiles, profile => !profile.IsFrozen).Absorbed.Count);
    }

    [Fact]
    public async Task With_itself_with_nobody_in_a_circle_or_once_more_nothing_is_changed()
    {
        await _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email), Contact(3, Vk));
        var mergeId = await _desk.JoinAsync(_one, _other);
        await _desk.JoinAsync(_other, Desk.IdOf(Vk));
        var before = _desk.Picture();

        Assert.IsType<Refused>(await _desk.MergeAsync(_one, _one));
        Assert.Contains(mergeId, Assert.IsType<Refused>(await _desk.MergeAsync(_one, _other)).Why, StringComparison.Ordinal);
        Assert.IsType<Refused>(await _desk.MergeAsync(_other, _one));
        Assert.IsType<Refused>(await _desk.MergeAsync(Desk.IdOf(Vk), _one));
        Assert.IsType<NoSuchCustomer>(await _desk.MergeAsync(_one, Desk.IdOf("vk:2")));
        Assert.IsType<NoSuchCustomer>(await _desk.MergeAsync(Desk.IdOf("vk:2"), _one));
        Assert.Equal(before, _desk.Picture());
    }

    [Fact]
    public async Task Opposite_merges_at_the_same_moment_end_in_one_survivor()
    {
        for (var round = 0; round < 50; round++)
        {
            var desk = new Desk();
            await desk.DeliverAsync(Contact(1, Phone), Contact(2, Email));

            await Task.WhenAll(desk.MergeAsync(_one, _other), desk.MergeAsync(_other, _one));

            var living = Assert.Single(desk.Store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal((2, 1), (living.ContactCount, living.Absorbed.Count));
            Assert.Single(desk.Store.Marks);
        }
    }

    [Fact]
    public async Task A_circle_of_merges_at_the_same_moment_ends_in_one_survivor()
    {
        for (var round = 0; round < 50; round++)
        {
            var desk = new Desk();
            await desk.DeliverAsync(Contact(1, Phone), Contact(2, Email), Contact(3, Vk));

            await Task.WhenAll(desk.MergeAsync(_one, _other), desk.MergeAsync(_other, Desk.IdOf(Vk)), desk.MergeAsync(Desk.IdOf(Vk), _one));

            var living = Assert.Single(desk.Store.Profiles, profile => !profile.IsFrozen);
            Assert.Equal((3, 2), (living.ContactCount, living.Absorbed.Count));
        }
    }

    [Fact]
    public async Task After_an_undo_the_two_can_be_merged_again_and_parted_again()
    {
        await _desk.DeliverAsync(Contact(1, Phone), Contact(2, Email));
        var apart = _desk.Profiles();
        var first = await _desk.JoinAsync(_one, _other);
        var joined = _desk.Store.Profiles.Single(profile => !profile.IsFrozen);
        await _desk.UndoAsync(first);

        var second = await _desk.JoinAsync(_one, _other);

        Assert.NotEqual(first, second);
        Assert.Equal(Json(joined), Json(_desk.Store.Profiles.Single(profile => !profile.IsFrozen)));
        Assert.Equal(PairState.Joined, Assert.Single(_desk.Pairs.All).State);
        Assert.IsType<Refused>(await _desk.UndoAsync(first));
        Assert.IsType<Undone>(await _desk.UndoAsync(second));
        Assert.Equal(apart, _desk.Profiles());
    }
}
