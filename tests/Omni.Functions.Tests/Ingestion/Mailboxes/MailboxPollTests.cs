using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Tests.Telemetry;

namespace Omni.Functions.Tests.Ingestion.Mailboxes;

[Collection(nameof(MeasuredAlone))]
public sealed class MailboxPollTests : IDisposable
{
    private readonly PostRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task What_came_is_queued_page_by_page_and_the_next_run_begins_where_this_one_ended()
    {
        for (var i = 0; i < 7; i++)
            _room.Mail(PostRoom.Sales, i);
        await _room.RunAsync();
        Assert.Equal(Enumerable.Range(0, 7).Select(static i => $"Text {i}"), _room.Texts);

        _room.Mailboxes.Calls.Clear();
        _room.Mail(PostRoom.Sales, 7);
        await _room.RunAsync();

        Assert.Equal("Text 7", _room.Texts.Last());
        Assert.Equal(["find sales-7"], _room.Mailboxes.Calls.Where(static call => call.StartsWith("find", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_nothing_came_nothing_is_written()
    {
        _room.Mail(PostRoom.Sales, 1);
        await _room.RunAsync();
        _room.Positions.Kept.Clear();

        await _room.RunAsync();

        Assert.Empty(_room.Positions.Kept);
    }

    [Fact]
    public async Task Mail_from_long_before_the_first_run_is_left_alone()
    {
        _room.Mail(PostRoom.Sales, -60 * 48);
        _room.Mail(PostRoom.Sales, -60);

        await _room.RunAsync();

        Assert.Equal(["Text -60"], _room.Texts);
    }

    [Fact]
    public async Task While_the_topic_is_away_nothing_counts_as_read_and_all_comes_the_next_time()
    {
        _room.Mail(PostRoom.Sales, 1);
        _room.Topic.IsDown = true;
        await _room.RunAsync();
        Assert.DoesNotContain("sales", _room.Positions.Kept);

        _room.Topic.IsDown = false;
        await _room.RunAsync();

        Assert.Equal(["Text 1"], _room.Texts);
    }

    [Fact]
    public async Task Cut_off_before_the_position_is_kept_the_same_contacts_come_again()
    {
        for (var i = 0; i < 5; i++)
            _room.Mail(PostRoom.Sales, i);
        var deaths = 0;
        _room.Positions.BeforeKeeping = mailbox =>
        {
            if (mailbox == PostRoom.Sales && deaths++ == 1)
                throw new TopicUnavailableException("Dead.");
        };
        await _room.RunAsync();

        await _room.RunAsync();

        var ids = _room.Topic.Published.Select(static contact => contact.Id).ToList();
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(7, ids.Count);
    }

    [Fact]
    public async Task A_mailbox_that_has_forgotten_the_position_is_read_again_from_a_day_before_the_newest_mail()
    {
        _room.Mail(PostRoom.Sales, -60 * 20);
        _room.Mail(PostRoom.Sales, 60 * 10);
        await _room.RunAsync();
        _room.Mail(PostRoom.Sales, 60 * 11);
        _room.Mailboxes.ForgottenBefore = 100;
        _room.Topic.Published.Clear();

        await _room.RunAsync();

        Assert.Equal(["Text 600", "Text 660"], _room.Texts);
        _room.Mailboxes.ForgottenBefore = 0;
        _room.Mail(PostRoom.Sales, 60 * 12);
        await _room.RunAsync();
        Assert.Equal("Text 720", _room.Texts.Last());
    }

    [Fact]
    public async Task One_mail_that_nobody_can_read_is_set_aside_at_once_and_its_neighbours_come()
    {
        using var measured = new Measurements();
        for (var i = 0; i < 4; i++)
            _room.Mail(PostRoom.Sales, i);
        _room.Mailboxes.Unreadable.Add("sales-1");

        await _room.RunAsync();
        await _room.RunAsync();

        Assert.Equal(["Text 0", "Text 2", "Text 3"], _room.Texts);
        Assert.Equal([("sales", "sales-1", "FormatException")], _room.Quarantine);
        Assert.Equal([1], measured.Of("omni.mails.picked_up", "department=sales outcome=unreadable"));
    }

    [Fact]
    public async Task A_mail_that_the_mailbox_never_gives_is_set_aside_after_an_hour_and_its_neighbours_come_before()
    {
        for (var i = 0; i < 7; i++)
            _room.Mail(PostRoom.Sales, i);
        _room.Mailboxes.BeforeCall = static call =>
        {
            if (call == "find sales-1")
                throw new MailboxUnavailableException("The mailbox answered 500.");
        };

        await _room.RunAsync();
        _room.Clock.Advance(TimeSpan.FromMinutes(59));
        await _room.RunAsync();
        Assert.Equal(["Text 0", "Text 2"], _room.Texts.Distinct());
        Assert.Empty(_room.Quarantine);

        _room.Clock.Advance(TimeSpan.FromMinutes(1));
        await _room.RunAsync();
        Assert.Equal(["Text 0", "Text 2", "Text 3", "Text 4", "Text 5", "Text 6"], _room.Texts.Distinct());
        Assert.Equal([("sales", "sales-1", "NotGiven")], _room.Quarantine);
    }

    [Fact]
    public async Task A_mailbox_that_gives_none_of_its_mails_for_hours_loses_none_of_them()
    {
        for (var i = 0; i < 7; i++)
            _room.Mail(PostRoom.Sales, i);
        _room.Mailboxes.BeforeCall = static call =>
        {
            if (call.StartsWith("find", StringComparison.Ordinal))
                throw new MailboxUnavailableException("The mailbox answered 503.");
        };
        for (var hour = 0; hour < 5; hour++)
        {
            await _room.RunAsync();
            _room.Clock.Advance(TimeSpan.FromHours(1));
        }

        _room.Mailboxes.BeforeCall = static _ => { };
        await _room.RunAsync();

        Assert.Empty(_room.Quarantine);
        Assert.Equal(7, _room.Texts.Count());
    }

    [Fact]
    public async Task A_mail_that_somebody_deleted_meanwhile_is_passed_over()
    {
        _room.Mail(PostRoom.Sales, 1);
        _room.Mail(PostRoom.Sales, 2);
        _room.Mailboxes.Gone.Add("sales-1");

        await _room.RunAsync();

        Assert.Equal(["Text 2"], _room.Texts);
        Assert.Empty(_room.Quarantine);
    }

    [Fact]
    public async Task What_is_to_be_done_with_a_mail_is_done_after_it_is_queued_and_may_fail()
    {
        _room.Mail(PostRoom.Design, 1);
        _room.Mail(PostRoom.Design, 2);
        _room.Mailboxes.BeforeCall = call =>
        {
            if (call == "finish design-1")
                throw new MailboxUnavailableException("Busy.");
            if (call.StartsWith("finish", StringComparison.Ordinal))
                Assert.NotEmpty(_room.Topic.Published);
        };

        await _room.RunAsync();

        Assert.Equal(2, _room.Texts.Count());
        Assert.Equal(["design-2"], _room.Mailboxes.Finished);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_answer_does_not_keep_the_other_waiting()
    {
        using var measured = new Measurements();
        _room.Mail(PostRoom.Sales, 1);
        _room.Mail(PostRoom.Design, 2);
        _room.Mailboxes.BeforeCall = call =>
        {
            if (call == "find sales-1")
                throw new MailboxUnavailableException("The mailbox answered 503.");
        };
        await _room.RunAsync();
        Assert.Equal(["Text 2"], _room.Texts);
        Assert.Equal([1], measured.Of("omni.mailboxes.failed", "department=sales"));

        _room.Mailboxes.BeforeCall = static _ => { };
        await _room.RunAsync();

        Assert.Equal(["Text 2", "Text 1"], _room.Texts);
    }

    [Fact]
    public async Task Somebody_else_who_reads_on_meanwhile_is_left_to_it()
    {
        for (var i = 0; i < 7; i++)
            _room.Mail(PostRoom.Sales, i);
        var rivals = 0;
        _room.Positions.BeforeKeeping = mailbox =>
        {
            if (mailbox == PostRoom.Sales && rivals++ == 0)
                _room.Positions.KeepAsync(PostRoom.Sales, new MailboxPosition("7", PostRoom.Sales.Since ?? default), default).GetAwaiter().GetResult();
        };

        await _room.RunAsync();

        Assert.Equal(["Text 0", "Text 1", "Text 2"], _room.Texts);
    }

    [Fact]
    public async Task No_log_line_has_an_address_or_a_word_of_a_mail()
    {
        _room.Mail(PostRoom.Sales, 1);
        _room.Mail(PostRoom.Sales, 2);
        _room.Mailboxes.Unreadable.Add("sales-2");

        await _room.RunAsync();

        Assert.NotEmpty(_room.Log.Of("Omni"));
        Assert.All(_room.Log.Of("Omni"), static line => Assert.DoesNotContain("@", line.Message, StringComparison.Ordinal));
        Assert.All(_room.Log.Of("Omni"), static line => Assert.DoesNotContain("Text 1", line.Message, StringComparison.Ordinal));
    }
}
