using System.Text.Json;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Tests.Customers.Merging;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

public sealed class ReplyRouteTests
{
    private readonly ReplyDesk _desk = new();

    [Fact]
    public async Task A_reply_is_on_the_timeline_at_once_and_its_state_follows()
    {
        var customer = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));

        var (status, answer) = await _desk.AskAsync(customer, """{"text":"Tomorrow at nine.","idempotencyKey":"a"}""");
        var id = answer.GetProperty("id").GetString() ?? "";
        Assert.Equal((202, "queued"), (status, answer.GetProperty("state").GetString()));
        Assert.Equal((DeliveryState.Queued, "outbound", "Tomorrow at nine."), (_desk.EntryOf(id)?.Delivery?.State, _desk.EntryOf(id)?.Direction, _desk.EntryOf(id)?.Text));

        await _desk.WorkAsync();
        Assert.Equal(DeliveryState.Sent, _desk.EntryOf(id)?.Delivery?.State);
        Assert.Equal("74951234567", Assert.Single(_desk.Arrived).To);

        await _desk.HearAsync($"p-{id}", DeliveryState.Read);
        await _desk.HearAsync($"p-{id}", DeliveryState.Delivered);
        await _desk.HearAsync($"p-{id}", DeliveryState.Read);
        var delivery = _desk.EntryOf(id)?.Delivery;
        Assert.Equal(DeliveryState.Read, delivery?.State);
        Assert.NotNull(delivery?.DeliveredAt);
        Assert.Null(Assert.Single(_desk.Store.Profiles).WaitingSince);
    }

    [Fact]
    public async Task A_reply_goes_to_the_endpoint_of_the_contact_that_is_answered_after_a_merge_as_well()
    {
        await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));
        await CustomerAsync(Written(4, "email:anna@example.org", "anna@example.org") with { Channel = "email" });
        await CustomerAsync(Written(6, "phone:+74951234567", "74951234567") with { From = Contact(6, "phone:+74951234567", "email:anna@example.org").From });
        var customer = _desk.Store.Profiles.Single(static profile => !profile.IsFrozen).Id;

        await _desk.AskAsync(customer, $$"""{"text":"One","idempotencyKey":"1","inReplyTo":"{{Contact(4).Id}}"}""");
        await _desk.AskAsync(customer, """{"text":"Two","idempotencyKey":"2"}""");
        await _desk.AskAsync(customer, """{"text":"Three","idempotencyKey":"3","channel":"email"}""");
        await _desk.WorkAsync();

        Assert.Equal(
            [("One", "anna@example.org"), ("Three", "anna@example.org"), ("Two", "74951234567")], _desk.Arrived.Select(static message => (message.Text, message.To)).Order());
    }

    [Fact]
    public async Task After_an_undone_merge_the_contacts_of_the_other_are_not_answered_here_any_more()
    {
        var (phone, mail) = (Written(2, "phone:+74951234567", "74951234567"), Written(4, "email:anna@example.org", "anna@example.org"));
        await CustomerAsync(phone);
        await CustomerAsync(mail);
        var merging = new Desk { Store = _desk.Store };
        var (one, other) = (Desk.IdOf("phone:+74951234567"), Desk.IdOf("email:anna@example.org"));
        var mergeId = await merging.JoinAsync(one, other);
        Assert.Equal(202, (await _desk.AskAsync(one, $$"""{"text":"While they are one","idempotencyKey":"1","inReplyTo":"{{mail.Id}}"}""")).Status);

        await merging.UndoAsync(mergeId);
        var stray = await _desk.AskAsync(one, $$"""{"text":"Not any more","idempotencyKey":"2","inReplyTo":"{{mail.Id}}"}""");
        Assert.Equal((409, "noSuchContact"), (stray.Status, CodeOf(stray.Body)));
        Assert.Equal(202, (await _desk.AskAsync(other, $$"""{"text":"Over there","idempotencyKey":"3","inReplyTo":"{{mail.Id}}"}""")).Status);
        await _desk.WorkAsync();

        Assert.Equal([("Over there", "anna@example.org"), ("While they are one", "anna@example.org")], _desk.Arrived.Select(static message => (message.Text, message.To)).Order());
        Assert.All(_desk.Store.Entries.Where(static entry => entry.Contact.Direction == "outbound"), entry => Assert.Equal(other, entry.CustomerId));
    }

    [Fact]
    public async Task A_reply_is_evidence_of_nothing_but_whom_it_went_to()
    {
        var contact = Written(2, "phone:+74951234567", "74951234567") with { From = Contact(2, "phone:+74951234567", "email:anna@example.org").From };
        var customer = await CustomerAsync(contact);

        var (_, answer) = await _desk.AskAsync(customer, """{"text":"Hello","idempotencyKey":"k"}""");

        Assert.Equal(["phone:+74951234567"], _desk.EntryOf(answer.GetProperty("id").GetString() ?? "")?.From.Identities.Select(static identity => identity.Key));
        Assert.Equal(customer, _desk.Store.Entries.Single(static entry => entry.Contact.Direction == "outbound").CustomerId);
    }

    [Fact]
    public async Task Somebody_who_cannot_be_recognised_again_cannot_be_answered()
    {
        var nobody = Contact(2) with { Direction = "inbound", ReplyTo = "somewhere" };
        var customer = await CustomerAsync(nobody);

        var answer = await _desk.AskAsync(customer, $$"""{"text":"Hello","idempotencyKey":"k","inReplyTo":"{{nobody.Id}}"}""");

        Assert.Equal((409, "notAnswerable"), (answer.Status, CodeOf(answer.Body)));
    }

    [Fact]
    public async Task Read_until_a_moment_is_every_message_to_that_person_until_then_and_no_other()
    {
        var customer = await CustomerAsync(Written(2, "messenger_psid:7", "7"));
        var person = new Identity("messenger_psid", "7", Trust.Verified);
        await _desk.AskAsync(customer, """{"text":"One","idempotencyKey":"1"}""");
        await _desk.AskAsync(customer, """{"text":"Two","idempotencyKey":"2"}""");
        await _desk.WorkAsync();
        var until = _desk.Clock.GetUtcNow();
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await _desk.AskAsync(customer, """{"text":"Three","idempotencyKey":"3"}""");
        await _desk.WorkAsync();

        await _desk.HearAsync("7:1", DeliveryState.Read, new ReceivedConversation("another", person) { UntilAt = until });
        await _desk.HearAsync("7:2", DeliveryState.Read, new ReceivedConversation("desk", person with { Value = "8" }) { UntilAt = until });
        Assert.All(_desk.Ledger.All, static reply => Assert.Equal(DeliveryState.Sent, reply.Delivery.State));

        await _desk.HearAsync("7:3", DeliveryState.Read, new ReceivedConversation("desk", person) { UntilAt = until });
        await _desk.HearAsync("7:4", DeliveryState.Delivered, new ReceivedConversation("desk", person) { UntilAt = until });
        Assert.Equal([("One", DeliveryState.Read), ("Three", DeliveryState.Sent), ("Two", DeliveryState.Read)], _desk.Ledger.All.Select(static reply => (reply.Contact.Text, reply.Delivery.State)).Order());
        Assert.Empty(_desk.PutBack);
    }

    [Fact]
    public async Task What_is_read_before_we_know_that_it_is_sent_comes_again()
    {
        var customer = await CustomerAsync(Written(2, "messenger_psid:7", "7"));
        await _desk.AskAsync(customer, """{"text":"One","idempotencyKey":"1"}""");

        await _desk.HearAsync("7:1", DeliveryState.Read, new ReceivedConversation("desk", new Identity("messenger_psid", "7", Trust.Verified)) { UntilAt = _desk.Clock.GetUtcNow() });

        Assert.Single(_desk.PutBack);
    }

    [Fact]
    public async Task A_double_click_sends_once()
    {
        var customer = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));
        const string Body = """{"text":"Once","idempotencyKey":"click"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _desk.AskAsync(customer, Body)));
        await _desk.WorkAsync();
        var afterwards = await _desk.AskAsync(customer, Body);
        await _desk.WorkAsync();

        Assert.All(answers, static answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(static answer => answer.Body.GetProperty("id").GetString()).Distinct());
        Assert.Equal((202, "sent"), (afterwards.Status, afterwards.Body.GetProperty("state").GetString()));
        Assert.Single(_desk.Arrived);
    }

    [Fact]
    public async Task One_key_is_not_used_for_two_replies()
    {
        var customer = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));
        await _desk.AskAsync(customer, """{"text":"One","idempotencyKey":"k"}""");

        var second = await _desk.AskAsync(customer, """{"text":"Two","idempotencyKey":"k"}""");

        Assert.Equal((409, "keyInUse"), (second.Status, CodeOf(second.Body)));
        await _desk.WorkAsync();
        Assert.Equal("One", Assert.Single(_desk.Arrived).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"text":"","idempotencyKey":"k"}""")]
    [InlineData("""{"text":"  ","idempotencyKey":"k"}""")]
    [InlineData("""{"text":"Hello"}""")]
    [InlineData("""{"text":"Hello","idempotencyKey":""}""")]
    [InlineData("""{"text":"Hello","idempotencyKey":"k","wish":1}""")]
    [InlineData("""{"text":"\ud800","idempotencyKey":"k"}""")]
    public async Task What_cannot_be_sent_is_refused_with_how_to_ask(string body)
    {
        var customer = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));

        var (status, answer) = await _desk.AskAsync(customer, body);

        Assert.Equal(400, status);
        Assert.Contains("idempotencyKey", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_desk.Ledger.All);
    }

    [Fact]
    public async Task A_text_of_any_length_is_not_taken()
    {
        var customer = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));

        var huge = await _desk.AskAsync(customer, $$"""{"text":"{{new string('a', 100_000)}}","idempotencyKey":"k"}""");
        var tooLong = await _desk.AskAsync(customer, $$"""{"text":"{{new string('a', 1001)}}","idempotencyKey":"k"}""");

        Assert.Equal((400, 400, "textTooLong"), (huge.Status, tooLong.Status, CodeOf(tooLong.Body)));
        Assert.Empty(_desk.Ledger.All);
    }

    [Fact]
    public async Task Nobody_is_written_to_who_is_not_there_or_wrote_over_nothing_that_can_be_answered()
    {
        var customer = await CustomerAsync(Contact(2, "phone:+74951234567"));

        Assert.Equal(404, (await _desk.AskAsync(new string('0', 32), """{"text":"Hello","idempotencyKey":"k"}""")).Status);
        var nobody = await _desk.AskAsync(customer, """{"text":"Hello","idempotencyKey":"k"}""");
        var unanswerable = await _desk.AskAsync(customer, $$"""{"text":"Hello","idempotencyKey":"k","inReplyTo":"{{Contact(2).Id}}"}""");
        var unknown = await _desk.AskAsync(customer, """{"text":"Hello","idempotencyKey":"k","inReplyTo":"00"}""");

        Assert.Equal(["nobodyToAnswer", "notAnswerable", "noSuchContact"], new[] { nobody, unanswerable, unknown }.Select(static answer => CodeOf(answer.Body)));
        Assert.Empty(_desk.Ledger.All);
    }

    [Fact]
    public async Task A_number_that_is_somebody_elses_by_now_is_not_written_to()
    {
        var first = await CustomerAsync(Written(2, "phone:+74951234567", "74951234567"));
        var second = await CustomerAsync(Written(8, "telegram_user_id:1", "1"));
        var link = _desk.Store.Links.Single(static link => link.Kind == "phone");
        await _desk.Store.RepointAsync(link with { CustomerId = second }, default);

        var answer = await _desk.AskAsync(first, """{"text":"Hello","idempotencyKey":"k"}""");

        Assert.Equal((409, "ofAnother"), (answer.Status, CodeOf(answer.Body)));
        Assert.Empty(_desk.Ledger.All);
    }

    [Fact]
    public async Task A_channel_with_a_window_is_written_to_as_long_as_it_is_open_by_the_last_message_from_there()
    {
        _desk.Window = TimeSpan.FromHours(24);
        var contact = Written(2, "phone:+74951234567", "74951234567");
        var customer = await CustomerAsync(contact, Written(4, "phone:+74951234567", "74951234567") with { OccurredAt = Morning.AddHours(20) });
        var old = $$"""{"text":"Hello","idempotencyKey":"k","inReplyTo":"{{contact.Id}}"}""";

        _desk.Clock.SetUtcNow(Morning.AddHours(44).AddSeconds(1));
        var late = await _desk.AskAsync(customer, old);
        Assert.Equal(0, late.Body.GetProperty("channels").GetArrayLength());
        await CustomerAsync(Written(10, "phone:+74951234567", "other desk") with { Account = "other", Channel = "sms", OccurredAt = Morning.AddHours(43) });
        var elsewhere = await _desk.AskAsync(customer, old);
        Assert.Equal(["sms"], elsewhere.Body.GetProperty("channels").EnumerateArray().Select(static channel => channel.GetString()));
        await CustomerAsync(Written(8, "phone:+74951234567", "74951234567") with { OccurredAt = Morning.AddHours(30) });
        var again = await _desk.AskAsync(customer, old);

        Assert.Equal((409, "windowClosed"), (late.Status, CodeOf(late.Body)));
        Assert.Equal(202, again.Status);
    }

    [Fact]
    public async Task A_receipt_that_overtakes_the_answer_to_the_sending_is_looked_at_again_and_one_of_somebody_elses_message_in_the_end_forgotten()
    {
        await _desk.HearAsync("p-unknown", DeliveryState.Delivered);
        var (receipt, due) = Assert.Single(_desk.PutBack);
        Assert.Equal(TimeSpan.FromSeconds(4), due - receipt.HeardAt);

        _desk.Clock.Advance(TimeSpan.FromMinutes(11));
        await _desk.Receipts.Run(ServiceBusModelFactory.ServiceBusReceivedMessage(body: receipt.Write()), default);

        Assert.Single(_desk.PutBack);
    }

    private static Contact Written(int number, string identity, string endpoint) => Contact(number, identity) with { Direction = "inbound", ReplyTo = endpoint };

    private static string? CodeOf(JsonElement problem) => problem.GetProperty("code").GetString();

    private async Task<string> CustomerAsync(params Contact[] contacts)
    {
        foreach (var contact in contacts)
            await Resolution(_desk.Store).ResolveAsync([contact], default);
        return _desk.Store.Entries.First(entry => entry.Contact.Id == contacts[0].Id).CustomerId;
    }
}
