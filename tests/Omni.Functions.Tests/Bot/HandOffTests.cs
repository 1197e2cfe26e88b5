using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Contacts;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Bot;

/// <summary>How a conversation goes to people and comes back.</summary>
public sealed class HandOffTests
{
    private readonly BotDesk _desk = new();

    [Fact]
    public async Task People_get_all_that_was_said_and_told_on_the_timeline_and_as_an_event()
    {
        await _desk.SayAsync("Хочу вернуть диван");
        await _desk.SayAsync("4711");
        await _desk.SayAsync("Позовите оператора");

        var ticket = Assert.Single(_desk.Dialogues.Tickets);
        var entry = Assert.Single(_desk.Replies.Store.Entries, static entry => entry.Contact.Kind == ContactKind.HandOff).Contact;
        Assert.Equal(ticket.Id, entry.Id);
        Assert.Equal("4711", entry.HandOff!.Facts["order"]);
        Assert.Equal(
            [
                (HandOffSpeaker.Customer, "Хочу вернуть диван"), (HandOffSpeaker.Bot, "Какой номер заказа?"), (HandOffSpeaker.Customer, "4711"),
                (HandOffSpeaker.Bot, "Что случилось? Почему хотите вернуть?"), (HandOffSpeaker.Customer, "Позовите оператора"),
                (HandOffSpeaker.Bot, "Передаю разговор сотруднику. Он видит всё, что вы написали: повторять ничего не нужно."),
            ],
            entry.HandOff.Transcript.Select(static line => (line.By, line.Text)));
        Assert.Equal([HandOffEvent.IdOf(HandOffEvent.Requested, ticket)], _desk.Told);
        Assert.Equal([(ticket.Id, ticket.HandOff.DueAt!.Value)], _desk.Reminders);
        Assert.Equal([ticket.Id], _desk.Initiated);
    }

    [Fact]
    public async Task The_bot_is_silent_until_it_is_released_and_knows_then_what_it_knew()
    {
        await _desk.SayAsync("Хочу вернуть диван");
        await _desk.SayAsync("4711");
        await _desk.SayAsync("Оператор");
        var id = Assert.Single(_desk.Dialogues.Tickets).Id;

        Assert.Empty(await _desk.SayAsync("Алло?"));
        Assert.Equal(HandOffState.Released, (await _desk.Progress.ReleaseAsync(id, Now, default))!.State);
        Assert.Contains("Почему", Assert.Single(await _desk.SayAsync("Хочу вернуть диван")), StringComparison.Ordinal);
        Assert.Equal(HandOffState.Released, Assert.Single(_desk.Replies.Store.Entries, static entry => entry.Contact.Kind == ContactKind.HandOff).Contact.HandOff!.State);
    }

    [Fact]
    public async Task People_of_another_hub_take_the_conversation_and_give_it_back()
    {
        await _desk.SayAsync("Оператор");
        var status = new HandOffStatus(_desk.Dialogues, _desk.Progress, _desk.Replies.Clock);

        await status.TellAsync("omni-bot", "dl_anna", "accepted", default);
        Assert.Equal(HandOffState.Accepted, Assert.Single(_desk.Dialogues.Tickets).State);
        await status.TellAsync("omni-bot", "dl_anna", "failed", default);
        await status.TellAsync("omni-bot", "dl_anna", "COMPLETED", default);
        await status.TellAsync("omni-bot", "dl_anna", "completed", default);
        await status.TellAsync("omni-bot", "dl_nobody", "completed", default);

        Assert.Equal(HandOffState.Released, Assert.Single(_desk.Dialogues.Tickets).State);
        Assert.NotEmpty(await _desk.SayAsync("Спасибо"));
    }

    [Fact]
    public async Task Where_nobody_is_at_work_an_answer_is_promised()
    {
        _desk.IsOpen = false;

        Assert.Contains("в течение 30 минут", Assert.Single(await _desk.SayAsync("Оператор")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_half_an_hour_without_a_person_there_is_an_alarm_once()
    {
        await _desk.SayAsync("Оператор");
        var (id, due) = Assert.Single(_desk.Reminders);
        Assert.Equal(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(Math.Round((due - Now).TotalMinutes)));
        _desk.Replies.Clock.Advance(TimeSpan.FromMinutes(31));

        await _desk.RemindedAsync(id);
        await _desk.RemindedAsync(id);

        Assert.Equal([$"{id}-requested", $"{id}-overdue"], _desk.Told);
        Assert.NotNull(Assert.Single(_desk.Replies.Store.Entries, static entry => entry.Contact.Kind == ContactKind.HandOff).Contact.HandOff!.OverdueAt);
    }

    [Fact]
    public async Task Who_took_it_keeps_the_promise()
    {
        await _desk.SayAsync("Оператор");
        var (id, _) = Assert.Single(_desk.Reminders);
        await _desk.Progress.AcceptAsync(id, "olga", Now, default);

        await _desk.RemindedAsync(id);

        Assert.Equal([$"{id}-requested", $"{id}-accepted"], _desk.Told);
        Assert.Equal("olga", Assert.Single(_desk.Dialogues.Tickets).HandOff.AcceptedBy);
    }

    [Fact]
    public async Task Who_wrote_to_the_customer_has_taken_it_said_so_or_not()
    {
        await _desk.SayAsync("Оператор");
        var (id, _) = Assert.Single(_desk.Reminders);
        var asked = _desk.Replies.Store.Entries.First(static entry => entry.Contact.Text == "Оператор").Contact;
        await Resolution(_desk.Replies.Store).ResolveAsync(
            [asked with { Id = ContactId.From("desk", "desk", "answer"), Direction = "outbound", Text = "Здравствуйте, это Ольга.", Delivery = new Delivery { State = DeliveryState.Sent }, OccurredAt = Now.AddMinutes(5) }], default);

        await _desk.RemindedAsync(id);

        Assert.Equal(HandOffState.Accepted, Assert.Single(_desk.Dialogues.Tickets).State);
        Assert.DoesNotContain($"{id}-overdue", _desk.Told);
    }

    [Fact]
    public async Task A_form_that_is_filled_in_goes_to_people_and_the_bot_talks_on()
    {
        await _desk.SayAsync("Перезвоните мне на 8 916 123-45-67");
        await _desk.SayAsync("завтра");

        Assert.Equal((HandOffReason.Task, "sales"), (Assert.Single(_desk.Dialogues.Tickets).HandOff.Reason, _desk.Dialogues.Tickets.First().HandOff.Department));
        Assert.NotEmpty(await _desk.SayAsync("Спасибо"));
    }

    [Fact]
    public async Task What_the_bot_says_counts_as_no_person()
    {
        await _desk.SayAsync("Перезвоните мне на 8 916 123-45-67");
        await _desk.SayAsync("завтра");
        var (id, _) = Assert.Single(_desk.Reminders);
        await _desk.SayAsync("Спасибо");

        await _desk.RemindedAsync(id);

        Assert.Contains($"{id}-overdue", _desk.Told);
    }

    [Property]
    public Property News_of_a_hand_off_give_the_same_in_any_order_and_number()
    {
        var times = Gen.Elements<DateTimeOffset?>(null, Morning, Morning.AddMinutes(1), Morning.AddMinutes(2));
        var news = from state in Gen.Elements(Enum.GetValues<HandOffState>())
                   from accepted in times
                   from who in Gen.Elements<string?>(null, "olga", "ivan")
                   from overdue in times
                   from released in times
                   select new HandOff { State = state, Reason = HandOffReason.Asked, Department = "support", Language = "ru", ContactId = "c", AcceptedAt = accepted, AcceptedBy = accepted is null ? null : who, OverdueAt = overdue, ReleasedAt = released };
        return Prop.ForAll(Arb.From(Gen.Three(news)), three =>
        {
            var (a, b, c) = three;
            Assert.Equal(HandOff.Join(a, b), HandOff.Join(b, a));
            Assert.Equal(HandOff.Join(HandOff.Join(a, b), c), HandOff.Join(a, HandOff.Join(b, c)));
            Assert.Equal(a, HandOff.Join(a, a));
        });
    }

    private DateTimeOffset Now => _desk.Replies.Clock.GetUtcNow();
}
