using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Suggestions;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Customers.Merging;

public sealed class UndoMergeTests
{
    private readonly Desk _desk = new();

    /// <summary>Phones of three customers whose ids are in this order, so that each absorbs the next.</summary>
    private static readonly string[] _phones = [.. Enumerable.Range(0, 3).Select(i => $"phone:+7495000000{i}").OrderBy(Desk.IdOf, StringComparer.Ordinal)];

    private static readonly string _first = Desk.IdOf(_phones[0]);
    private static readonly string _second = Desk.IdOf(_phones[1]);
    private static readonly string _third = Desk.IdOf(_phones[2]);

    [Fact]
    public async Task Both_are_as_before_and_both_timelines_and_the_pair_tell_of_it()
    {
        await MeetAsync();
        var before = _desk.Facts();
        var mergeId = await _desk.JoinAsync(_first, _second);

        var undone = Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));

        Assert.Equal((_first, _second), (undone.Survivor.Id, undone.Restored.Id));
        Assert.Equal(before, _desk.Facts());
        Assert.Equal(
            new[] { (_first, mergeId), (_first, $"undo-{mergeId}"), (_second, $"undo-{mergeId}") }.Order(), _desk.Store.Marks.Order());
        var pair = Assert.Single(_desk.Pairs.All);
        Assert.Equal((PairState.Apart, mergeId, "olga", "Two sisters.", Desk.Noon), (pair.State, pair.MergeId, pair.DecidedBy, pair.Decision, pair.DecidedAt));
    }

    [Fact]
    public async Task A_merge_that_a_contact_made_is_undone_and_the_contact_stays_where_its_first_identity_leads()
    {
        await MeetAsync();
        await _desk.DeliverAsync(Contact(10, _phones[1], _phones[0], "vk:7"));
        var mergeId = MergeId.Of(_desk.ProfileOf(_second))!;

        Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));

        Assert.Equal((1, 2), (_desk.ProfileOf(_first).ContactCount, _desk.ProfileOf(_second).ContactCount));
        Assert.Contains($"{Contact(10).Id} {_second}", _desk.Places());
        Assert.Contains($"vk:7 {_second}", _desk.Owners());
        AssertFolded();
    }

    [Fact]
    public async Task Contacts_since_then_and_what_they_brought_go_with_whom_they_belong_to()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        await _desk.DeliverEachAsync(
            Contact(10, _phones[1]),
            Contact(11, _phones[0], "email:first@example.org"),
            Contact(12, "email:second@example.org", _phones[1]),
            Contact(13, "email:second@example.org", "vk:2"),
            Contact(14, "vk:2"),
            Contact(15, "email:first@example.org"));

        Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));
        await _desk.DeliverEachAsync(Contact(14, "vk:2"), Contact(16, "vk:2"), Contact(17, "email:first@example.org"));

        Assert.Equal([0, 11, 15, 17], NumbersOf(_first));
        Assert.Equal([1, 10, 12, 13, 14, 16], NumbersOf(_second));
        AssertFolded();
    }

    [Fact]
    public async Task More_contacts_than_a_write_carries_move_in_several()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        await _desk.DeliverAsync([.. Enumerable.Range(100, 400).Select(i => Contact(i, _phones[i % 2]))]);

        Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));

        Assert.Equal((201, 201), (_desk.ProfileOf(_first).ContactCount, _desk.ProfileOf(_second).ContactCount));
        AssertFolded();
    }

    [Fact]
    public async Task A_process_that_remembers_where_identities_led_before_the_undo_looks_again()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        var process = Resolution(_desk.Store);
        foreach (var contact in new[] { Contact(10, _phones[1]), Contact(11, "vk:9", _phones[1]), Contact(12, "vk:9"), Contact(13, _phones[0], "vk:9"), Contact(14, _phones[0]) })
            await process.ResolveAsync([contact], default);

        await _desk.UndoAsync(mergeId);
        foreach (var contact in new[] { Contact(20, _phones[0]), Contact(21, _phones[0]), Contact(22, "vk:9"), Contact(23, _phones[1]) })
            await process.ResolveAsync([contact], default);

        Assert.Equal([0, 13, 14, 20, 21], NumbersOf(_first));
        Assert.Equal([1, 10, 11, 12, 22, 23], NumbersOf(_second));
        AssertFolded();
    }

    [Fact]
    public async Task News_of_a_call_reach_it_wherever_it_has_moved()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        var call = Contact(10, _phones[1]) with { Kind = ContactKind.Call, Call = new CallState { Status = CallStatus.Answered } };
        await _desk.DeliverAsync(call);
        var hasEnded = false;
        _desk.Store.BeforeChange = change =>
        {
            // The call ends while its entry is on both timelines.
            if (change.Removed.Count > 0 && !hasEnded && (hasEnded = true))
                _desk.Store.Join(new EntryKey(_first, call.Id), call with { Call = new CallState { DurationSeconds = 42 } });
        };

        Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));
        await _desk.DeliverAsync(call with { Call = new CallState { Status = CallStatus.Completed }, Revision = "completed" });

        var known = Assert.Single(_desk.Store.Entries, entry => entry.Contact.Id == call.Id);
        Assert.Equal((_second, 42, CallStatus.Completed), (known.CustomerId, known.Contact.Call!.DurationSeconds, known.Contact.Call.Status));
    }

    [Fact]
    public async Task A_file_that_is_fetched_while_its_contact_is_on_two_timelines_goes_with_the_contact()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        var mail = Contact(10, _phones[1]) with { Attachments = [new Attachment { FileId = "plan", Name = "plan.pdf" }] };
        await _desk.DeliverAsync(mail);
        var fetched = mail with { Attachments = [mail.Attachments[0] with { Blob = $"{mail.Id}/0", Scan = ScanState.NotScanned }], Revision = "files" };
        var isFetched = false;
        _desk.Store.BeforeChange = change =>
        {
            if (change.Removed.Count > 0 && !isFetched && (isFetched = true))
                _desk.Store.Join(new EntryKey(_first, mail.Id), fetched);
        };

        Assert.IsType<Undone>(await _desk.UndoAsync(mergeId));

        var known = Assert.Single(_desk.Store.Entries, entry => entry.Contact.Id == mail.Id);
        Assert.Equal((_second, $"{mail.Id}/0", ScanState.NotScanned), (known.CustomerId, known.Contact.Attachments[0].Blob, known.Contact.Attachments[0].Scan));
    }

    [Fact]
    public async Task In_a_chain_the_last_leaves_and_the_others_stay_one()
    {
        await MeetAsync();
        var inner = await _desk.JoinAsync(_second, _third);
        await _desk.DeliverAsync(Contact(20, _phones[2]));
        await _desk.JoinAsync(_first, _second);
        await _desk.DeliverAsync(Contact(21, _phones[2]), Contact(22, _phones[1]), Contact(23, _phones[0]));

        var undone = Assert.IsType<Undone>(await _desk.UndoAsync(inner));

        Assert.Equal((_first, _third), (undone.Survivor.Id, undone.Restored.Id));
        Assert.Equal([_second], _desk.ProfileOf(_first).Absorbed);
        Assert.Empty(_desk.ProfileOf(_second).Absorbed);
        Assert.Equal([2, 20, 21], NumbersOf(_third));
        Assert.Equal(4, _desk.ProfileOf(_first).ContactCount);
        AssertFolded();
    }

    [Fact]
    public async Task In_a_chain_the_middle_leaves_with_whom_it_has_absorbed()
    {
        await MeetAsync();
        await _desk.JoinAsync(_second, _third);
        await _desk.DeliverAsync(Contact(20, _phones[2]));
        var before = _desk.Facts();
        var outer = await _desk.JoinAsync(_first, _third);

        Assert.IsType<Undone>(await _desk.UndoAsync(outer));

        Assert.Equal(before, _desk.Facts());
    }

    [Fact]
    public async Task A_chain_is_undone_from_either_end()
    {
        foreach (var isInnerFirst in new[] { true, false })
        {
            var desk = new Desk();
            await desk.DeliverAsync(Contact(0, _phones[0]), Contact(1, _phones[1]), Contact(2, _phones[2]));
            var before = desk.Facts();
            var inner = await desk.JoinAsync(_second, _third);
            var outer = await desk.JoinAsync(_first, _second);

            Assert.IsType<Undone>(await desk.UndoAsync(isInnerFirst ? inner : outer));
            Assert.IsType<Undone>(await desk.UndoAsync(isInnerFirst ? outer : inner));

            Assert.Equal(before, desk.Facts());
        }
    }

    [Fact]
    public async Task A_merge_that_was_cut_off_is_undone_as_well()
    {
        await MeetAsync();
        var before = _desk.Profiles();
        var commits = 0;
        _desk.Store.BeforeCall = name =>
        {
            if (name == "commit" && ++commits == 2)
                throw new InvalidOperationException("The process died.");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _desk.MergeAsync(_first, _second));
        _desk.Store.BeforeCall = static _ => { };

        Assert.IsType<Undone>(await _desk.UndoAsync(MergeId.Of(_desk.ProfileOf(_second))!));

        Assert.Equal(before, _desk.Profiles());
    }

    [Fact]
    public async Task While_an_undo_is_not_finished_neither_of_its_customers_is_merged_with_or_taken_from_anybody()
    {
        await MeetAsync();
        var inner = await _desk.JoinAsync(_second, _third);
        var outer = await _desk.JoinAsync(_first, _second);
        var commits = 0;
        _desk.Store.BeforeCall = name =>
        {
            if (name == "commit" && ++commits == 2)
                throw new InvalidOperationException("The process died.");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _desk.UndoAsync(inner));
        _desk.Store.BeforeCall = static _ => { };
        var before = _desk.Picture();

        Assert.Contains(inner, Assert.IsType<Refused>(await _desk.MergeAsync(_first, _third)).Why, StringComparison.Ordinal);
        Assert.Contains(inner, Assert.IsType<Refused>(await _desk.UndoAsync(outer)).Why, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Picture());
        Assert.IsType<Undone>(await _desk.UndoAsync(inner));
        Assert.IsType<Undone>(await _desk.UndoAsync(outer));
        AssertFolded();
    }

    [Fact]
    public async Task Undone_twice_or_never_merged_nothing_is_changed()
    {
        await MeetAsync();
        var mergeId = await _desk.JoinAsync(_first, _second);
        await _desk.UndoAsync(mergeId);
        var before = _desk.Picture();

        Assert.IsType<Refused>(await _desk.UndoAsync(mergeId));
        Assert.IsType<NoSuchMerge>(await _desk.UndoAsync($"merge-{_third}-0123456789abcdef"));
        Assert.IsType<NoSuchMerge>(await _desk.UndoAsync($"merge-{new string('f', 32)}"));
        Assert.IsType<NoSuchMerge>(await _desk.UndoAsync("merge-anna"));
        Assert.Equal(before, _desk.Picture());
    }

    private Task MeetAsync() => _desk.DeliverAsync(Contact(0, _phones[0]), Contact(1, _phones[1]), Contact(2, _phones[2]));

    private IEnumerable<int> NumbersOf(string customerId) => _desk.Store.Entries.Where(entry => entry.CustomerId == customerId)
        .Select(entry => int.Parse(entry.Contact.ProviderMessageId, System.Globalization.CultureInfo.InvariantCulture)).Order();

    /// <summary>Every profile is what its own contacts and those of whom it counts in make.</summary>
    private void AssertFolded() => Assert.All(_desk.Store.Profiles, profile => Assert.Equal(
        Json(ProfileFold.Add(Profile.Empty(profile.Id), _desk.Store.ContactsOf(profile))),
        Json(profile with { Absorbed = [], MergedInto = null, MergeEvidence = null })));
}
