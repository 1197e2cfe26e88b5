using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Omni.Functions.Contacts;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;
using Omni.LocalAzure.ServiceBus.Rest;

namespace Omni.Operations.Tests.Redrive;

/// <summary>The stand-in with the entities of the product, on a free port, with a clock of its own.</summary>
public sealed class LocalBus : IAsyncLifetime
{
    private const string Subscription = "contacts/Subscriptions/customers";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("omni-redrive-");
    private WebApplication? _application;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public Broker Broker { get; private set; } = null!; // set before the first test

    public FaultSwitch Faults { get; } = new(TimeProvider.System);

    public Uri Address { get; private set; } = null!; // set before the first test

    public string Data => _folder.FullName;

    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Address.Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    public async Task InitializeAsync()
    {
        var definition = ServiceBusDefinition.Load(Path.Combine(Repository.Root, "infra", "entities.json"));
        Broker = Broker.Open(Path.Combine(_folder.FullName, "bus.db"), definition, Clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapServiceBus(Broker, new SharedAccessKeys(SharedAccessKeys.Emulator, TimeProvider.System), Faults);
        await _application.StartAsync();
        Address = new Uri(_application.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        if (_application is not null) await _application.DisposeAsync();
        Broker.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Dead letters of contacts/customers, in this order.</summary>
    public async Task KillAsync(params string[] ids)
    {
        await Broker.SendAsync("contacts", [.. ids.Select(Contact)]);
        await FailAllAsync();
    }

    /// <summary>Every message of the subscription fails as often as it may.</summary>
    public async Task FailAllAsync()
    {
        for (var delivery = 0; delivery < 10 && Broker.Count(Subscription).Active > 0; delivery++)
        {
            await using var session = await Broker.AcceptNextSessionAsync(Subscription, CancellationToken.None);
            await session.AbandonAsync(await session.ReceiveAsync(100, TimeSpan.Zero, CancellationToken.None));
        }
    }

    public long DeadLetters => Broker.Count(Subscription).DeadLettered;

    public IReadOnlyList<LockedMessage> OnTheTopic => Broker.Peek(Subscription, 0, 100);

    private static BrokerMessage Contact(string id) => new()
    {
        Body = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""),
        Properties = new BrokerProperties { MessageId = id, SessionId = "anna", Label = "omni.contact.received", CorrelationId = "c-1" },
        ApplicationProperties = new Dictionary<string, object> { ["channel"] = "whatsapp", [ContactTopic.Redriven] = 5L },
    };
}
