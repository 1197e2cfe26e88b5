using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Contacts;

namespace Omni.Functions.Tests.Customers;

public sealed class ResolveContactTests
{
    private const string Poison = "poison";

    private readonly InMemoryCustomerStore _store = new();
    private readonly QuarantineInMemory _quarantine = new();

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_alone_with_its_bytes_and_its_reason()
    {
        await RunAsync(Message(1), ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData("{nothing"), messageId: "broken", deliveryCount: 1), Message(2));

        Assert.Equal(2, _store.EntryCount);
        var aside = Assert.Single(_quarantine.Messages);
        Assert.Equal(("broken", "Malformed", "{nothing"), (aside.MessageId, aside.Reason, System.Text.Encoding.UTF8.GetString(aside.Body.Span)));
    }

    [Fact]
    public async Task A_batch_the_store_refuses_is_delivered_again()
    {
        RefusePoison();

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Message(1), PoisonMessage(2), Message(3)));

        Assert.Empty(_quarantine.Messages);
    }

    [Fact]
    public async Task A_batch_that_keeps_failing_is_taken_apart_so_that_only_the_refused_contact_is_set_aside()
    {
        RefusePoison();

        await RunAsync(Message(1, delivery: 4), PoisonMessage(2, delivery: 4), Message(3, delivery: 4));

        Assert.Equal(2, _store.EntryCount);
        Assert.Equal("Refused", Assert.Single(_quarantine.Messages).Reason);
    }

    [Fact]
    public async Task An_outage_is_never_taken_for_a_refusal()
    {
        _store.BeforeCall = _ => throw new StoreUnavailableException("The store is out.");
        var impatient = People.Options with { OutageBudget = TimeSpan.FromMilliseconds(50) };

        await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => RunAsync(impatient, Message(1, delivery: 9)));

        Assert.Empty(_quarantine.Messages);
    }

    private void RefusePoison() => _store.BeforeChange = change =>
    {
        if (change.Contacts.Any(contact => contact.From.Identities[0].Kind == Poison)) throw new InvalidOperationException("The store refuses it.");
    };

    private Task RunAsync(params ServiceBusReceivedMessage[] messages) => RunAsync(People.Options, messages);

    private Task RunAsync(ResolutionOptions options, params ServiceBusReceivedMessage[] messages) =>
        new ResolveContact(People.Resolution(_store, options), new ClaimsInMemory(), _quarantine, NullLogger<ResolveContact>.Instance)
            .Run(messages, CancellationToken.None);

    private static ServiceBusReceivedMessage Message(int number, int delivery = 1) => Event(People.Contact(number, $"phone:+4477009000{number}"), delivery);

    private static ServiceBusReceivedMessage PoisonMessage(int number, int delivery = 1) => Event(People.Contact(number, $"{Poison}:{number}"), delivery);

    private static ServiceBusReceivedMessage Event(Contact contact, int delivery)
    {
        var body = new ArrayBufferWriter<byte>();
        ContactEvent.Write(body, contact);
        return ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData(body.WrittenMemory), messageId: contact.Id, deliveryCount: delivery);
    }

    private sealed class QuarantineInMemory : IQuarantine
    {
        public List<QuarantinedMessage> Messages { get; } = [];

        public Task SendAsync(QuarantinedMessage message, CancellationToken cancellation)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }
}
