using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Tests.Contacts;
using Polly.Timeout;

namespace Omni.Functions.Tests.Customers;

public sealed class ResolveContactTests
{
    private const string Poison = "poison";

    private readonly InMemoryCustomerStore _store = new();
    private readonly ClaimsInMemory _claims = new();
    private readonly QuarantineInMemory _quarantine = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_alone_with_its_bytes_and_its_reason()
    {
        await RunAsync(Message(1), Unreadable(), Message(2));

        Assert.Equal(2, _store.EntryCount);
        var aside = Assert.Single(_quarantine.Messages);
        Assert.Equal(("broken", "Malformed", "{nothing"), (aside.MessageId, aside.Reason, System.Text.Encoding.UTF8.GetString(aside.Body.Span)));
    }

    [Fact]
    public async Task A_batch_the_store_refuses_is_delivered_again()
    {
        RefusePoison();

        await Assert.ThrowsAsync<StoreRefusedException>(() => RunAsync(Message(1), PoisonMessage(2), Message(3)));

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
    public async Task A_failure_nobody_foresaw_is_never_taken_for_a_refusal()
    {
        _store.BeforeCall = _ => throw new InvalidOperationException("A mistake of ours.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Message(1, delivery: 9), Message(2, delivery: 9)));

        Assert.Empty(_quarantine.Messages);
    }

    [Fact]
    public async Task An_outage_longer_than_the_lock_gives_the_messages_back()
    {
        _store.BeforeCall = _ => throw new StoreUnavailableException("The store is out.");

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => FinishAsync(RunAsync(Message(1, delivery: 9))));

        Assert.Empty(_quarantine.Messages);
        Assert.Empty(_store.Profiles);
    }

    [Fact]
    public async Task The_parts_of_a_batch_share_the_time_of_one()
    {
        RefusePoison();
        _store.BeforeCall = _ => _clock.Advance(TimeSpan.FromSeconds(20));
        var start = _clock.GetUtcNow();

        // One customer after the other, or the calls of several would each add their time.
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => RunAsync(
            People.Options with { CustomersAtOnce = 1 },
            [PoisonMessage(0, delivery: 4), .. Enumerable.Range(1, 9).Select(i => Message(i, delivery: 4))]));

        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task An_outage_of_claims_or_quarantine_is_waited_for_inside_the_invocation()
    {
        var outages = 0;
        void FailTwice()
        {
            if (++outages % 3 != 0) throw new StoreUnavailableException("Away.");
        }

        _claims.BeforeCall = FailTwice;
        _quarantine.BeforeCall = FailTwice;
        var claimed = People.Contact(1, "phone:+447700900001");
        var json = new ArrayBufferWriter<byte>();
        ContactEvent.WriteContact(json, claimed);
        var notice = new ArrayBufferWriter<byte>();
        ContactEvent.WriteReference(notice, claimed, await _claims.LeaveAsync(claimed.Id, json.WrittenMemory, default));

        await FinishAsync(RunAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData(notice.WrittenMemory)), Unreadable()));

        Assert.Equal(1, _store.EntryCount);
        Assert.Single(_quarantine.Messages);
    }

    [Fact]
    public async Task A_quarantine_that_stays_away_gives_the_messages_back()
    {
        _quarantine.BeforeCall = () => throw new StoreUnavailableException("Away.");

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => FinishAsync(RunAsync(Unreadable())));
    }

    private async Task FinishAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await run;
    }

    private static ServiceBusReceivedMessage Unreadable() =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData("{nothing"), messageId: "broken", deliveryCount: 1);

    private void RefusePoison() => _store.BeforeChange = change =>
    {
        if (change.Contacts.Any(contact => contact.From.Identities[0].Kind == Poison)) throw new StoreRefusedException("The store refuses it.");
    };

    private Task RunAsync(params ServiceBusReceivedMessage[] messages) => RunAsync(People.Options, messages);

    private Task RunAsync(ResolutionOptions options, params ServiceBusReceivedMessage[] messages) =>
        new ResolveContact(
            new ContactIntake(People.Resolution(_store, options, _clock), _quarantine, People.Patience(options, _clock), NullLogger<ContactIntake>.Instance), _claims)
            .Run(messages, CancellationToken.None);

    private static ServiceBusReceivedMessage Message(int number, int delivery = 1) => Event(People.Contact(number, $"phone:+4477009000{number}"), delivery);

    private static ServiceBusReceivedMessage PoisonMessage(int number, int delivery = 1) => Event(People.Contact(number, $"{Poison}:{number}"), delivery);

    private static ServiceBusReceivedMessage Event(Contact contact, int delivery)
    {
        var body = new ArrayBufferWriter<byte>();
        ContactEvent.Write(body, contact);
        return ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData(body.WrittenMemory), messageId: contact.Id, deliveryCount: delivery);
    }
}
