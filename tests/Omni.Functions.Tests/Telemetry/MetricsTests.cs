using System.Diagnostics;
using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;
using Omni.Functions.Tests.Contacts;
using Omni.Functions.Tests.Customers;
using Omni.Functions.Tests.Stores;
using Omni.LocalAzure.Cosmos;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Telemetry;

[Collection(nameof(MeasuredAlone))]
public sealed class MetricsTests : IDisposable
{
    private const string Phone = "phone:+74951234567";

    private readonly Measurements _measured = new();
    private readonly InMemoryCustomerStore _store = new();

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task A_contact_is_stored_once_and_a_duplicate_afterwards()
    {
        await DeliverAsync(Contact(3, Phone));
        await DeliverAsync(Contact(3, Phone), Contact(6, Phone));

        Assert.Equal([1, 1], _measured.Of("omni.contacts.stored", "channel=whatsapp outcome=stored"));
        Assert.Equal([1], _measured.Of("omni.contacts.stored", "channel=whatsapp outcome=duplicate"));
    }

    [Fact]
    public async Task The_lag_is_the_time_from_receipt_to_timeline()
    {
        var contact = Contact(3, Phone);
        var clock = new FakeTimeProvider(contact.ReceivedAt.AddSeconds(7));

        await Resolution(_store, clock: clock).ResolveAsync([contact], default);

        Assert.Equal([7], _measured.Of("omni.contacts.lag", "channel=whatsapp"));
    }

    [Fact]
    public async Task A_customer_who_is_absorbed_is_counted()
    {
        await DeliverAsync(Contact(1, Phone));
        await DeliverAsync(Contact(2, "email:anna@example.org"));
        Assert.Equal(0, _measured.Of("omni.customers.merged", "").Sum());

        await DeliverAsync(Contact(3, Phone, "email:anna@example.org"));

        Assert.Equal(1, _measured.Of("omni.customers.merged", "").Sum());
    }

    [Fact]
    public async Task A_rival_and_an_outage_are_counted_as_causes_of_retries()
    {
        await DeliverAsync(Contact(1, Phone));
        var touched = false;
        var failed = false;
        _store.BeforeCall = call =>
        {
            if (call == "commit" && !touched)
            {
                touched = true;
                _store.Touch(Assert.Single(_store.Profiles).Id);
            }
            else if (call == "commit" && !failed)
            {
                failed = true;
                throw new StoreUnavailableException("Away.");
            }
        };

        await DeliverAsync(Contact(2, Phone));

        Assert.Equal([1], _measured.Of("omni.store.retries", "cause=rival"));
        Assert.Equal([1], _measured.Of("omni.store.retries", "cause=outage"));
    }

    [Fact]
    public async Task What_goes_to_quarantine_is_counted_by_its_reason_once_it_is_there()
    {
        var answers = new Queue<int>([400, 201]);
        var client = new Lazy<ServiceBusClient>(() => new ServiceBusClient(
            "Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true",
            new ServiceBusClientOptions { Transport = new RecordedRequests(() => RecordedRequests.Answer(answers.Dequeue())()).Transport, Retry = { MaxRetries = 0 } }));
        var quarantine = new ServiceBusQuarantine(client, new ClaimsInMemory(), new ServiceBusProbe(client));
        var message = new QuarantinedMessage("m1", "Malformed", Encoding.UTF8.GetBytes("{"));

        await Assert.ThrowsAsync<ArgumentException>(() => quarantine.SendAsync(message, default));
        await quarantine.SendAsync(message, default);

        Assert.Equal([1], _measured.Of("omni.contacts.quarantined", "reason=Malformed"));
    }

    [Fact]
    public async Task Dead_letters_that_live_again_are_counted()
    {
        var dead = new DeadContacts(3);

        await new RedriveDeadLetters(_store, new ClaimsInMemory(), new QuarantineInMemory(), dead, NullLogger<RedriveDeadLetters>.Instance)
            .Run(new Omni.Worker.TimerInfo(), default);

        Assert.Equal([3], _measured.Of("omni.dead_letters.revived", ""));
    }

    [Fact]
    public async Task Every_request_to_the_store_tells_its_charge_and_is_a_span_without_ids_of_identities()
    {
        await using var cosmos = await LocalCosmos.StartAsync();
        using var containers = new CosmosContainers(
            () => new CosmosClient(cosmos.Address, CosmosAccount.EmulatorKey, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, CustomHandlers = { new CosmosTelemetry() } }),
            "omni");
        var trace = RecordedSpans.NewTrace();
        using var spans = new RecordedSpans(trace);
        using var request = RecordedSpans.Continue(trace);
        cosmos.Account.Statistics.Reset();

        await Resolution(new CosmosCustomerStore(containers)).ResolveAsync([Contact(1, Phone)], default);
        await new CosmosCustomerStore(containers).FindByNameAsync("Nobody", 1, default);

        // The SDK asks for the plan of a query once in the life of the process.
        Assert.Equal(
            ["create_item identities", "execute_batch customers", "query_items customers", "read_item customers", "read_item identities"],
            spans.Ended.Select(span => span.DisplayName).Distinct().Where(name => name != "query_plan customers").Order(StringComparer.Ordinal));
        Assert.All(spans.Ended, span => Assert.Equal((ActivityKind.Client, trace.TraceId), (span.Kind, span.TraceId)));
        Assert.Equal(cosmos.Spent().Units, spans.Ended.Sum(span => (double)span.GetTagItem("azure.cosmosdb.operation.request_charge")!), 3); // set on every answer
        Assert.DoesNotContain(spans.Ended.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("4951234567", StringComparison.Ordinal));
        Assert.Equal([cosmos.Account.Statistics[CosmosRequestKind.Batch].RequestUnits], _measured.Of("omni.store.charge", "operation=execute_batch"));
    }

    private Task DeliverAsync(params Contact[] contacts) => Resolution(_store).ResolveAsync(contacts, default);

    private sealed class DeadContacts(int count) : IDeadContacts
    {
        public Task<int> ReviveAsync(CancellationToken cancellation) => Task.FromResult(count);
    }
}
