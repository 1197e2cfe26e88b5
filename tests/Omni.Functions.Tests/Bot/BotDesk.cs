using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Bot;
using Omni.Functions.Bot.HandOffs;
using Omni.Functions.Bot.LanguageModel;
using Omni.Functions.Bot.Talk;
using Omni.Functions.Bot.Topics;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Replies;
using Omni.Functions.Tests.Architecture;
using Omni.Functions.Tests.Replies;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Bot;

/// <summary>A business with a bot: its stores, its queues, and the people who talk to it. Whoever serves the bot may die at any call.</summary>
internal sealed class BotDesk : IHandOffTopic, IHandOffChannel
{
    private static readonly Lazy<TopicFolder> Shipped = new(static () => TopicFolder.Read(Path.Combine(Repository.Root, "functions", "bot")));
    private static readonly Lazy<RuleBrain> Rules = new(static () => new RuleBrain(Folder, new BotOptions()));

    private int _number;

    public static TopicFolder Folder => Shipped.Value;

    public static RuleBrain Brain => Rules.Value;

    /// <summary>Set by <see cref="Think"/>.</summary>
    private IBrain Mind { get; set; } = Brain;

    public ReplyDesk Replies { get; } = new() { Provider = "bot", Options = new ReplyOptions(null, new ReplyChoice("bot", "+12025550100")) };

    public DialoguesInMemory Dialogues { get; } = new();

    public List<string> Told { get; } = [];

    public List<(string Id, DateTimeOffset Due)> Reminders { get; } = [];

    public List<string> Initiated { get; } = [];

    public bool IsOpen { get; set; } = true;

    public CodeMaker Codes { get; } = new(Encoding.UTF8.GetBytes("a key of this installation"));

    public Dialogue Dialogue => Assert.Single(Dialogues.All);

    public HandOffBooking Booking => new(Dialogues, Resolution(Replies.Store), Replies.Store, this, this);

    public HandOffProgress Progress => new(Dialogues, Dialogues, Resolution(Replies.Store), Booking, this);

    public KeepHandOffPromise Promise => new(Dialogues, Progress, new HandOffAnswers(Replies.Timelines, Booking), Replies.Clock, NullLogger<KeepHandOffPromise>.Instance);

    public BotTurns Turns
    {
        get
        {
            var history = History;
            var replies = new BotReplies(new ReplyRoutes(new ReplySenders([Replies]), Replies.Options), new ReplyBooking(Replies.Ledger, Replies, Replies.News, new ReplyFiles(Replies.KeptFiles, Replies.Clock), Replies.Clock));
            var deeds = new TurnDeeds(replies, new CodeSending(history, replies, Codes, Folder), new HandOffDocument(Replies.Timelines, new BotOptions()), Booking, Replies.Store);
            return new BotTurns(Dialogues, Resolution(Replies.Store), Mind, new BotVoice(Folder, history), deeds);
        }
    }

    private PrivateHistory History => new(Replies.Store, Replies.Timelines);

    /// <summary>From now on a model helps these rules.</summary>
    public void Think(RuleBrain rules, IChatModel model) => Mind = new ModelBrain(rules, Folder, model, History);

    /// <summary>A message of somebody in the chat of the site.</summary>
    public Contact Message(string? text, string user = "dl_anna", params Identity[] typed)
    {
        var id = $"m{++_number}";
        return new Contact
        {
            Id = ContactId.From("bot", "omni-bot", $"{user}:{id}"),
            Channel = "webchat",
            Provider = "bot",
            Account = "omni-bot",
            Kind = ContactKind.Message,
            ProviderMessageId = $"directline:{user}:{id}",
            Thread = user,
            From = new ContactSender { Identities = [new Identity("bot_user", $"directline:{user}", Trust.Verified), .. TypedAddresses.In(text, "RU"), .. typed], DisplayName = "Anna" },
            ReplyTo = $"https://channel.example/v3/conversations/{user}#{user}",
            Text = text,
            OccurredAt = Replies.Clock.GetUtcNow(),
            ReceivedAt = Replies.Clock.GetUtcNow(),
        };
    }

    public Task TakeAsync(Contact contact) => Turns.TakeAsync(contact, new Surroundings(Replies.Clock.GetUtcNow(), IsOpen), default);

    /// <returns>What the bot says to it.</returns>
    public async Task<IReadOnlyList<string>> SayAsync(string? text, string user = "dl_anna")
    {
        Replies.Clock.Advance(TimeSpan.FromSeconds(10));
        var before = Replies.Arrived.Count;
        await TakeAsync(Message(text, user));
        await Replies.WorkAsync();
        return [.. Replies.Arrived.Skip(before).Where(message => message.To.StartsWith("https://channel.example", StringComparison.Ordinal)).Select(static message => message.Text)];
    }

    public Task TellAsync(string type, HandOffTicket ticket, string customerId, CancellationToken cancellation)
    {
        if (!Told.Contains(HandOffEvent.IdOf(type, ticket)))
            Told.Add(HandOffEvent.IdOf(type, ticket));
        return Task.CompletedTask;
    }

    public Task RemindAsync(HandOffTicket ticket, DateTimeOffset due, CancellationToken cancellation)
    {
        if (!Reminders.Contains((ticket.Id, due)))
            Reminders.Add((ticket.Id, due));
        return Task.CompletedTask;
    }

    public Task InitiateAsync(HandOffTicket ticket, CancellationToken cancellation)
    {
        Initiated.Add(ticket.Id);
        return Task.CompletedTask;
    }

    public Task RemindedAsync(string id) => Promise.Run(ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString(id)), default);
}
