using Microsoft.Extensions.Logging.Abstractions;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Customers;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusDeadContactsTests
{
    private const string Failures = "MaxDeliveryCountExceeded";

    private readonly Bus _bus = new();
    private readonly QuarantineInMemory _quarantine = new();

    [Fact]
    public async Task What_died_of_failures_is_on_the_topic_again_under_a_new_id()
    {
        _bus.Dead.Enqueue(Dead("c1~1", Failures, redriven: 1));

        Assert.Equal(1, await ReviveAsync());

        var again = Assert.Single(_bus.Sent);
        Assert.Equal(("c1~2", 2), (again.MessageId, again.ApplicationProperties["redriven"]));
        Assert.Equal(["c1~1"], _bus.Completed);
    }

    [Fact]
    public async Task What_is_beyond_help_goes_to_quarantine_with_the_reason_of_its_death()
    {
        _bus.Dead.Enqueue(Dead("expired", "TTLExpiredException"));
        _bus.Dead.Enqueue(Dead("stubborn~5", Failures, redriven: 5));

        Assert.Equal(0, await ReviveAsync());

        Assert.Equal(
            [("expired", "TTLExpiredException"), ("stubborn~5", Failures)],
            _quarantine.Messages.Select(message => (message.MessageId, message.Reason)));
        Assert.Equal(["expired", "stubborn~5"], _bus.Completed);
        Assert.Empty(_bus.Sent);
    }

    [Fact]
    public async Task A_message_that_nobody_takes_now_holds_up_nobody()
    {
        _bus.Dead.Enqueue(Dead("poison", Failures));
        _bus.Dead.Enqueue(Dead("healthy", Failures));
        _bus.Fate = message => message.MessageId == "poison~1" ? new InvalidOperationException("Not allowed.") : null;

        Assert.Equal(1, await ReviveAsync());

        Assert.Equal(["healthy"], _bus.Completed);
        Assert.Equal(["poison"], _bus.Abandoned);
        Assert.Empty(_quarantine.Messages);
    }

    [Fact]
    public async Task A_topic_that_is_away_ends_the_run_and_nothing_is_lost()
    {
        _bus.Dead.Enqueue(Dead("c1", Failures));
        _bus.Dead.Enqueue(Dead("c2", Failures));
        _bus.Fate = _ => new ServiceBusException("Away.", ServiceBusFailureReason.ServiceBusy);

        Assert.Equal(0, await ReviveAsync());

        Assert.Equal(["c1"], _bus.Abandoned);
        Assert.Single(_bus.Dead);
        Assert.Empty(_bus.Completed);
    }

    private Task<int> ReviveAsync() =>
        new ServiceBusDeadContacts(new Lazy<ServiceBusClient>(_bus), _quarantine, NullLogger<ServiceBusDeadContacts>.Instance).ReviveAsync(default);

    private static ServiceBusReceivedMessage Dead(string id, string reason, int redriven = 0) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        new BinaryData("{}"), messageId: id, properties: new Dictionary<string, object> { ["DeadLetterReason"] = reason, ["redriven"] = redriven });

    /// <summary>The topic and the dead letters of its subscription.</summary>
    private sealed class Bus : ServiceBusClient
    {
        public Queue<ServiceBusReceivedMessage> Dead { get; } = [];

        public List<ServiceBusMessage> Sent { get; } = [];

        public List<string?> Completed { get; } = [];

        public List<string?> Abandoned { get; } = [];

        public Func<ServiceBusMessage, Exception?> Fate { get; set; } = static _ => null;

        public override ServiceBusSender CreateSender(string queueOrTopicName) => new Topic(this);

        public override ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) => new DeadLetters(this);
    }

    private sealed class Topic(Bus bus) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            if (bus.Fate(message) is { } failure)
                return Task.FromException(failure);
            bus.Sent.Add(message);
            return Task.CompletedTask;
        }
    }

    private sealed class DeadLetters(Bus bus) : ServiceBusReceiver
    {
        public override Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(bus.Dead.TryDequeue(out var message) ? message : null);

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        {
            bus.Completed.Add(message.MessageId);
            return Task.CompletedTask;
        }

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
        {
            bus.Abandoned.Add(message.MessageId);
            return Task.CompletedTask;
        }
    }
}
