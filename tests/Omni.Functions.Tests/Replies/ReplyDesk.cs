using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Customers.Golden;
using Omni.Functions.Replies;
using Omni.Functions.Replies.Templates;
using Omni.Functions.Tests.Customers;
using Omni.Functions.Tests.Media;
using Omni.Functions.Timeline;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Replies;

/// <summary>A business that answers: its stores, its queue, and the provider that its customers use. Whoever serves the queue may die at any call, and starts anew.</summary>
internal sealed class ReplyDesk : IReplyQueue, IReceiptDelay, IReplySender
{
    private readonly List<(string Id, DateTimeOffset Due, string Name)> _orders = [];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _sent = [];
    private int _deliveries;
    private int _drafts;

    public InMemoryCustomerStore Store { get; } = new();

    public LedgerInMemory Ledger { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Morning.AddHours(2));

    /// <summary>Ids of the messages that the provider passed on to the person, in order.</summary>
    public List<OutgoingMessage> Arrived { get; } = [];

    public List<(DeliveryReceipt Receipt, DateTimeOffset Due)> PutBack { get; } = [];

    /// <summary>What the provider does with the next message; it arrives unless that is not <see cref="Fate.Takes"/> or <see cref="Fate.TakesAndIsCutOff"/>.</summary>
    public Func<OutgoingMessage, Fate> Decide { get; set; } = static _ => Fate.Takes;

    /// <summary>Around each call to the provider and to the queue; what it throws is a death.</summary>
    public Action<string> Around { get; set; } = static _ => { };

    public string Provider { get; set; } = "test";

    public int LongestText => 1000;

    public TimeSpan? Window { get; set; }

    public bool IsRepeatable { get; set; }

    /// <summary>The provider tells what becomes of its messages.</summary>
    public bool HasReceipts { get; set; } = true;

    public OutgoingFileRules? Files { get; set; }

    public FilesInMemory KeptFiles { get; } = new();

    /// <summary>Messages are drafts first, which are sent once.</summary>
    public bool HasDrafts { get; set; }

    public int OrderCount => _orders.Count;

    public ReplyOptions Options { get; set; } = ReplyOptions.Default;

    public ReplyNews News => new(Ledger, Resolution(Store));

    /// <summary>Those that are deployed with the app.</summary>
    public MessageTemplates Templates { get; } = new(static () => TemplateFolder.Read(Path.Combine(AppContext.BaseDirectory, "templates")));

    public ReplyManners Manners { get; set; } = new();

    public ReplyDelivery Delivery
    {
        get
        {
            var (senders, conclusion) = (new ReplySenders([this]), new ReplyConclusion(Ledger, this, News, Clock, NullLogger<ReplyConclusion>.Instance));
            return new(senders, new ReplyBeginning(Ledger, senders, News, conclusion, new ReplyWish(Store, Consent, Clock)), conclusion, new ReplyFiles(KeptFiles, Clock), Patience());
        }
    }

    public AdvanceReply Receipts => new(new ReceiptAddressees(Ledger, Store, Timelines), News, this, Patience(), Clock);

    public SendReply Route
    {
        get
        {
            var routes = new ReplyRoutes(new ReplySenders([this]), ReplyOptions.Default);
            var permission = new ReplyPermission(Answered, routes, Consent, Templates, Clock);
            return new SendReply(new ReplyIntake(Answered, routes, new ReplyWriting(Templates, Clock), permission, new ReplyBooking(Ledger, this, News, new ReplyFiles(KeptFiles, Clock), Clock)), Store);
        }
    }

    public TimelineReader Timelines => new(new EntriesAsTimeline(Store));

    private AnsweredContact Answered => new(Timelines, Store);

    private ReplyConsent Consent => new(Answered, Timelines, new CustomerHours(Manners, ProfileOptions.Default), Manners, Clock);

    /// <summary>The entry of a reply, wherever it is.</summary>
    public Contact? EntryOf(string replyId) => Store.Entries.Select(static entry => entry.Contact).SingleOrDefault(contact => contact.Id == replyId);

    /// <summary>Somebody at the business asks for a reply.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(string customerId, string body)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var result = await Route.Run(context.Request, customerId, default);
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, JsonElement.Parse(answer.ToArray()));
    }

    public Task HearAsync(string providerMessageId, DeliveryState state, ReceivedConversation? conversation = null) => Receipts.Run(
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: new DeliveryReceipt
            {
                Provider = Provider,
                ProviderMessageId = providerMessageId,
                Conversation = conversation,
                Delivery = Omni.Functions.Contacts.Delivery.At(state, Clock.GetUtcNow()),
                HeardAt = Clock.GetUtcNow(),
            }.Write()),
        default);

    /// <summary>Serves the queue until nothing is left, each order again until somebody survives it.</summary>
    public async Task WorkAsync()
    {
        while (_orders.Count > 0)
        {
            var (id, due, _) = _orders.MinBy(static order => order.Due);
            if (due > Clock.GetUtcNow())
                Clock.SetUtcNow(due);
            if (await TryAsync(() => Delivery.DeliverAsync(id, $"{++_deliveries}", default)))
                _orders.RemoveAt(_orders.FindIndex(order => order.Id == id && order.Due == due));
        }
    }

    /// <returns>False when it died.</returns>
    public static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (DeathException)
        {
            return false;
        }
    }

    public async Task OrderAsync(Reply reply, DateTimeOffset due, CancellationToken cancellation)
    {
        await Task.Yield();
        Around("order");
        if (_known.Add($"{reply.Id}-{reply.Attempts}"))
            _orders.Add((reply.Id, due, $"{reply.Id}-{reply.Attempts}"));
        Around("order");
    }

    public Task PutBackAsync(DeliveryReceipt receipt, DateTimeOffset due, CancellationToken cancellation)
    {
        PutBack.Add((receipt, due));
        return Task.CompletedTask;
    }

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        await Task.Yield();
        Around("send");
        if (HasDrafts && message.Handle is null)
        {
            var draft = new MessagePrepared($"draft {++_drafts}");
            Around("send");
            return draft;
        }

        var fate = Decide(message);
        if (HasDrafts && _sent.Contains(message.Handle ?? ""))
            return new MessageSent($"p-{message.Id}");
        if (fate is Fate.Takes or Fate.TakesAndIsCutOff && HasDrafts)
            _sent.Add(message.Handle ?? "");
        if (fate is Fate.Takes or Fate.TakesAndIsCutOff && !(IsRepeatable && !HasDrafts && Arrived.Exists(arrived => arrived.Id == message.Id)))
            Arrived.Add(message);
        Around("send");
        return fate switch
        {
            Fate.Takes => new MessageSent($"p-{message.Id}", HasReceipts),
            Fate.Refuses => new SendingRefused("blocked"),
            Fate.IsBusy => new SendLater(TimeSpan.FromSeconds(7)),
            _ => new SendingUnclear("cutOff"),
        };
    }

    /// <summary>All entries of a customer in the order of a timeline.</summary>
    private sealed class EntriesAsTimeline(InMemoryCustomerStore store) : ITimelineStore
    {
        public async Task<IReadOnlyCollection<string>> FindPartitionsAsync(string customerId, CancellationToken cancellation) =>
            await LivingCustomer.FindAsync(store, customerId, cancellation) is { } living ? [living.Id, .. living.Absorbed] : [];

        public Task<IReadOnlyList<TimelineEntry>> ReadAsync(string partition, TimelineQuery query, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<TimelineEntry>>(
        [
            .. store.Entries.Where(entry => entry.CustomerId == partition)
                .Select(entry => new TimelineEntry { Id = entry.Contact.Id, CustomerId = partition, Type = TimelineEntry.TypeOf(entry.Contact.Kind), Order = TimelineOrder.Of(entry.Contact.OccurredAt, entry.Contact.Id), Contact = entry.Contact })
                .Where(entry => query.Ascending ? string.CompareOrdinal(entry.Order, query.After) > 0 : string.CompareOrdinal(entry.Order, query.After) < 0)
                .OrderBy(static entry => entry.Order, query.Ascending ? StringComparer.Ordinal : Comparer<string>.Create(static (left, right) => string.CompareOrdinal(right, left))).Take(query.Limit + 1),
        ]);
    }
}

internal enum Fate
{
    Takes,
    TakesAndIsCutOff,
    IsCutOffBefore,
    IsBusy,
    Refuses,
}

#pragma warning disable CA1032, CA1064 // Only these tests throw and see it.
internal sealed class DeathException : Exception;
#pragma warning restore CA1032, CA1064
