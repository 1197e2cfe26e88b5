using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Tests.Crm;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What resolution relies on. The adapter and the fake that other tests use obey it alike.</summary>
public abstract class CustomerStoreContract : EntryNewsContract
{
    [Fact]
    public async Task A_profile_comes_back_as_it_was_written()
    {
        var after = ProfileFold.Add(Profile.Empty(Id), [First, Contact(2, "phone:+74951234567")]);
        var commit = await Store.CommitAsync(Change(after, null, First, Contact(2)), default);
        var stored = Assert.Single(await Store.FindProfilesAsync([Id], default));
        Assert.Equal(Json(after), Json(stored.Profile));
        Assert.Equal(commit.ETag, stored.ETag);
        Assert.Equal(Json(after), Json(Assert.Single(await Store.FindProfilesAsync([Id, OtherId], default)).Profile));
    }

    [Fact]
    public async Task A_commit_on_a_changed_profile_leaves_nothing_behind()
    {
        var first = await CommitAsync(null, Contact(1));
        await CommitAsync(first.ETag, Contact(2));
        Assert.Equal(CommitStatus.Rival, (await CommitAsync(first.ETag, Contact(3))).Status);
        Assert.Equal(CommitStatus.Rival, (await CommitAsync(null, Contact(3))).Status);
        Assert.Equal(CommitStatus.Rival, (await CommitAsync(first.ETag, OtherId, Contact(3))).Status);
        Assert.Equal(CommitStatus.Written, (await CommitAsync((await ReadAsync()).ETag, Contact(3))).Status);
    }

    [Fact]
    public async Task A_commit_with_an_entry_that_exists_leaves_nothing_behind()
    {
        await CommitAsync(null, Contact(1));
        var before = await ReadAsync();
        Assert.Equal(CommitStatus.EntryExists, (await CommitAsync(before.ETag, Contact(2), Contact(1), Contact(3))).Status);
        Assert.Equal(before.ETag, (await ReadAsync()).ETag);
        Assert.Equal(CommitStatus.Written, (await CommitAsync(before.ETag, Contact(2), Contact(3))).Status);
    }

    [Fact]
    public async Task Entries_are_found_on_the_timeline_asked_for()
    {
        await CommitAsync(null, Contact(1), Contact(2));
        await CommitAsync(null, OtherId, Contact(3));
        string[] ids = [Contact(1).Id, Contact(3).Id, Contact(4).Id];
        Assert.Equal([Contact(1).Id], await Store.FindEntriesAsync(Id, ids, default));
        Assert.Empty(await Store.FindEntriesAsync(Id, [Contact(3).Id], default));
    }

    [Fact]
    public async Task Profiles_and_entries_are_found_together()
    {
        await CommitAsync(null, Contact(1), Contact(2));
        await CommitAsync(null, OtherId, Contact(3));
        EntryKey[] keys = [new(Id, Contact(1).Id), new(OtherId, Contact(1).Id), new(OtherId, Contact(3).Id), new(OtherId, Contact(4).Id)];

        var both = await Store.FindAsync([OtherId], keys, default);
        Assert.Equal([OtherId], both.Profiles.Select(stored => stored.Profile.Id));
        Assert.NotNull(both.Profiles[0].ETag);
        Assert.Equal(new HashSet<EntryKey> { keys[0], keys[2] }, both.Entries);

        Assert.Equal([Id], (await Store.FindAsync([Id], [], default)).Profiles.Select(stored => stored.Profile.Id));
        Assert.Equal([keys[2]], (await Store.FindAsync([], [keys[2]], default)).Entries);
        Assert.Empty((await Store.FindAsync([], [keys[3]], default)).Entries);
    }

    [Fact]
    public async Task Contacts_are_read_from_where_they_are()
    {
        await CommitAsync(null, Contact(1), Contact(2));
        await CommitAsync(null, OtherId, Contact(3));

        var found = await Store.FindContactsAsync([new(Id, Contact(1).Id), new(OtherId, Contact(1).Id), new(OtherId, Contact(3).Id)], default);

        Assert.Equal(new[] { Contact(1), Contact(3) }.Select(static contact => contact.Id).Order(), found.Select(static contact => contact.Id).Order());
        Assert.Empty(await Store.FindContactsAsync([new(OtherId, Contact(4).Id)], default));
    }

    [Fact]
    public async Task Absorbing_writes_profile_and_evidence_in_one()
    {
        var absorbed = ProfileFold.Freeze(ProfileFold.Add(Profile.Empty(OtherId), [First]), Id, new MergeEvidence(First.Id, First.OccurredAt, First.From.Identities));
        var after = ProfileFold.Absorb(Profile.Empty(Id), absorbed);
        var commit = await Store.CommitAsync(
            new CustomerChange { Before = new StoredProfile(Profile.Empty(Id), null), After = after, Absorbed = [absorbed] }, default);
        Assert.Equal(CommitStatus.Written, commit.Status);
        Assert.Equal([OtherId], (await ReadAsync()).Profile.Absorbed);
    }

    [Fact]
    public async Task Contacts_and_changes_are_read_as_they_were_written_and_merges_and_their_undoing_are_not_among_them()
    {
        var change = CrmFact.Of(Changes.Change(3, "5501", CrmAction.Created, ("city", "Perm"), ("post", null)).WithPhone("+74951234567"));
        var judged = change with { From = change.From with { Identities = [.. change.From.Identities.Select(one => one with { Standing = IdentityStanding.Shared })] } };
        var undone = new UndoneMerge("merge-1", OtherId, Id) { Reason = "Two sisters.", At = Morning };
        var after = ProfileFold.Add(Profile.Empty(Id), [Contact(1), Contact(2), judged]);
        await Store.CommitAsync(Change(after, null, Contact(1), Contact(2), judged) with { Absorbed = [Frozen(OtherId)], Undone = undone }, default);
        await CommitAsync(null, OtherId, Contact(4));

        var entries = await ReadEntriesAsync();

        Assert.Equal(new[] { Contact(1).Id, Contact(2).Id, change.Id }.Order(), entries.Select(entry => entry.Contact.Id).Order());
        Assert.Equal(Json(after), Json(ProfileFold.Add(Profile.Empty(Id), entries.Select(entry => entry.Contact))));
        Assert.Single(await Store.FindEntriesAsync(Id, [undone.EntryId], default));
    }

    [Fact]
    public async Task A_contact_is_removed_only_as_it_was_read_and_in_one_with_the_profile()
    {
        await CommitAsync(null, Contact(1), Contact(2));
        var entry = (await ReadEntriesAsync()).Single(entry => entry.Contact.Id == Contact(2).Id);
        await Store.JoinNewsAsync(new EntryKey(Id, Contact(2).Id), News(new CallState { DurationSeconds = 42 }), default);
        var before = await ReadAsync();
        var change = new CustomerChange { Before = before, After = ProfileFold.Add(Profile.Empty(Id), [Contact(1)]), Removed = [entry] };

        Assert.Equal(CommitStatus.Rival, (await Store.CommitAsync(change, default)).Status);
        Assert.Equal(Json(before.Profile), Json((await ReadAsync()).Profile));

        entry = (await ReadEntriesAsync()).Single(entry => entry.Contact.Id == Contact(2).Id);
        Assert.Equal(42, entry.Contact.Call!.DurationSeconds);
        Assert.Equal(CommitStatus.Written, (await Store.CommitAsync(change with { Removed = [entry] }, default)).Status);
        Assert.Equal([Contact(1).Id], (await ReadEntriesAsync()).Select(entry => entry.Contact.Id));
        Assert.Equal(1, (await ReadAsync()).Profile.ContactCount);
        Assert.Equal(CommitStatus.Rival, (await Store.CommitAsync(change with { Before = await ReadAsync(), Removed = [entry] }, default)).Status);
    }

    [Fact]
    public async Task A_contact_is_judged_anew_only_as_it_was_read_and_a_split_is_told_once()
    {
        await CommitAsync(null, Contact(1, "phone:+74951234567"), Contact(2));
        var old = (await ReadEntriesAsync()).Single(entry => entry.Contact.Id == Contact(1).Id);
        await Store.JoinNewsAsync(new EntryKey(Id, Contact(1).Id), News(new CallState { DurationSeconds = 42 }), default);
        var stored = await ReadAsync();
        var split = new CustomerSplit("split-1", Id, OtherId, new Decision("olga", "Other rules.", Morning));
        var change = new CustomerChange { Before = stored, After = stored.Profile, Judged = [JudgedOf(old)], Splits = [split] };
        Assert.Equal(CommitStatus.Rival, (await Store.CommitAsync(change, default)).Status);

        var read = (await ReadEntriesAsync()).Single(entry => entry.Contact.Id == Contact(1).Id);
        Assert.Equal(CommitStatus.Written, (await Store.CommitAsync(change with { Judged = [JudgedOf(read)] }, default)).Status);

        var now = (await ReadEntriesAsync()).Single(entry => entry.Contact.Id == Contact(1).Id).Contact;
        Assert.Equal((IdentityStanding.Blocked, 42, Contact(1).Text), (Assert.Single(now.From.Identities).Standing, now.Call?.DurationSeconds, now.Text));
        Assert.Single(await Store.FindEntriesAsync(Id, [split.Id], default));
        Assert.Equal(CommitStatus.Rival, (await Store.CommitAsync(change with { Before = await ReadAsync(), Judged = [] }, default)).Status);
    }

    private static JudgedEntry JudgedOf(StoredEntry entry) => new(entry, entry.Contact with
    {
        From = entry.Contact.From with { Identities = [.. entry.Contact.From.Identities.Select(static identity => identity with { Standing = IdentityStanding.Blocked })] },
    });

    [Fact]
    public async Task A_merge_is_told_to_be_undone_once()
    {
        await CommitAsync(null, Contact(1));
        var undone = new UndoneMerge("merge-1", OtherId, Id) { By = "olga", Reason = "Two sisters.", At = Morning };

        Assert.Equal(CommitStatus.Written, (await UndoneAsync(undone)).Status);
        Assert.Equal(CommitStatus.Rival, (await UndoneAsync(undone)).Status);
    }

    private async Task<Commit> UndoneAsync(UndoneMerge undone)
    {
        var stored = await ReadAsync();
        return await Store.CommitAsync(new CustomerChange { Before = stored, After = stored.Profile, Undone = undone }, default);
    }

    private async Task<List<StoredEntry>> ReadEntriesAsync()
    {
        var entries = new List<StoredEntry>();
        await foreach (var entry in Store.ReadEntriesAsync(Id, default))
            entries.Add(entry);
        return entries;
    }

    [Fact]
    public async Task More_operations_than_one_write_carries_are_too_large()
    {
        var absorbed = Enumerable.Range(0, 50).Select(i => Frozen($"{i:x32}")).ToArray();
        var contacts = Enumerable.Range(0, 50).Select(i => Contact(i)).ToArray();
        Assert.Equal(CommitStatus.TooLarge, (await CommitAllAsync(contacts, absorbed)).Status);
        Assert.Equal(CommitStatus.Written, (await CommitAllAsync(contacts[..49], absorbed)).Status);
    }

    private Task<Commit> CommitAllAsync(Contact[] contacts, Profile[] absorbed) => Store.CommitAsync(
        new CustomerChange
        {
            Before = new StoredProfile(Profile.Empty(Id), null),
            After = Profile.Empty(Id),
            Contacts = contacts,
            Absorbed = absorbed,
        },
        default);

    private static Profile Frozen(string id) => ProfileFold.Freeze(
        ProfileFold.Add(Profile.Empty(id), [First]), Id, new MergeEvidence(First.Id, First.OccurredAt, First.From.Identities));

    [Fact]
    public async Task Living_customers_are_found_by_the_beginning_of_their_name_most_recent_first()
    {
        await CommitAsync(null, Contact(1));
        await CommitAsync(null, OtherId, Contact(11));
        Assert.Equal([OtherId, Id], (await Store.FindByNameAsync("nAmE 1", 10, default)).Select(profile => profile.Id));
        Assert.Equal([OtherId], (await Store.FindByNameAsync("Name 11", 10, default)).Select(profile => profile.Id));
        Assert.Empty(await Store.FindByNameAsync("Nome", 10, default));
    }

    [Fact]
    public async Task Only_living_customers_who_wait_since_the_asked_time_are_counted()
    {
        var at = First.OccurredAt;
        await CommitAsync(null, Id, First);
        await CommitAsync(null, OtherId, First, First with { Id = "answer", Direction = "outbound", Kind = ContactKind.Message });
        var frozen = Frozen("2123456789abcdef0123456789abcdef");
        await Store.CommitAsync(new CustomerChange { Before = new StoredProfile(Profile.Empty(frozen.Id), null), After = frozen }, default);

        Assert.Equal(1, await Store.CountWaitingAsync(at, at.AddMilliseconds(1), default));
        Assert.Equal(0, await Store.CountWaitingAsync(at.AddMilliseconds(1), at.AddDays(1), default));
        Assert.Equal(0, await Store.CountWaitingAsync(at.AddDays(-1), at, default));
    }

    private async Task<StoredProfile> ReadAsync() => Assert.Single(await Store.FindProfilesAsync([Id], default));
}

public sealed class InMemoryCustomerStoreTests : CustomerStoreContract;
