using Omni.Functions.Tests.Replies;

namespace Omni.Functions.Tests.Bot;

/// <summary>Each message is thought about once, whoever dies and however often it is delivered.</summary>
public sealed class BotTurnsTests
{
    private static readonly string[] Talk = ["Хочу вернуть диван", "4711", "Не подошёл цвет", "8 916 123-45-67", "Позовите оператора"];

    private readonly BotDesk _desk = new();

    [Fact]
    public async Task A_second_delivery_says_nothing_twice()
    {
        var message = _desk.Message("привет");

        await _desk.TakeAsync(message);
        await _desk.TakeAsync(message);
        await _desk.Replies.WorkAsync();
        await _desk.TakeAsync(message);
        await _desk.Replies.WorkAsync();

        Assert.Single(_desk.Replies.Arrived);
    }

    [Fact]
    public async Task An_old_message_that_comes_again_changes_nothing()
    {
        var messages = Talk[..3].Select(text => _desk.Message(text)).ToList();
        foreach (var message in messages)
            await _desk.TakeAsync(message);
        var before = _desk.Dialogue;

        await _desk.TakeAsync(messages[0]);

        Assert.Equal(before.Form, _desk.Dialogue.Form);
    }

    [Fact]
    public async Task Wherever_a_worker_dies_the_next_one_goes_on_and_all_is_said_and_done_once()
    {
        var peaceful = new BotDesk();
        await TalkAsync(peaceful);
        foreach (var deaths in Enumerable.Range(1, 40))
        {
            var desk = new BotDesk();
            desk.Replies.IsRepeatable = true; // What is unclear is asked again; of the sending itself other tests tell.
            var call = 0;
            Action<string> dies = _ =>
            {
                if (++call % (deaths + 1) == 0 && call < 400)
                    throw new DeathException();
            };
            desk.Dialogues.Around = dies;
            desk.Replies.Ledger.Around = dies;

            await TalkAsync(desk);

            Assert.Equal(TextsOf(peaceful), TextsOf(desk));
            Assert.Equal(2, desk.Dialogues.Tickets.Count);
            Assert.Equal(peaceful.Told.Count, desk.Told.Count);
        }
    }

    [Fact]
    public async Task Two_workers_at_once_say_what_one_would()
    {
        for (var round = 0; round < 20; round++)
        {
            var desk = new BotDesk();
            var message = desk.Message("Хочу вернуть диван");

            await Task.WhenAll(Task.Run(() => desk.TakeAsync(message)), Task.Run(() => desk.TakeAsync(message)));
            await desk.Replies.WorkAsync();

            Assert.Single(desk.Replies.Arrived);
            Assert.Single(desk.Replies.Store.Entries, static entry => entry.Contact.Direction == "inbound");
        }
    }

    private static async Task TalkAsync(BotDesk desk)
    {
        foreach (var text in Talk)
        {
            desk.Replies.Clock.Advance(TimeSpan.FromSeconds(10));
            var message = desk.Message(text);
            while (!await ReplyDesk.TryAsync(() => desk.TakeAsync(message)))
            {
            }

            await desk.Replies.WorkAsync();
        }
    }

    private static IEnumerable<string> TextsOf(BotDesk desk) => desk.Replies.Arrived.Select(static message => message.Text);
}
