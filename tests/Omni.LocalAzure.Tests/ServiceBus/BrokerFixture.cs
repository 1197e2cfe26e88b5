using System.Text;
using Microsoft.Extensions.Time.Testing;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>A broker on a file of its own, with a clock that stands still, that can be restarted.</summary>
public sealed class BrokerFixture : IDisposable
{
    public const string Queue = "plain";
    public const string SessionQueue = "ordered";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-");
    private readonly ServiceBusDefinition _definition;

    public BrokerFixture()
        : this(Definition)
    {
    }

    public BrokerFixture(ServiceBusDefinition definition)
    {
        _definition = definition;
        Broker = Open();
    }

    public static ServiceBusDefinition Definition { get; } = new()
    {
        Queues =
        [
            new QueueDefinition
            {
                Name = Queue,
                RequiresDuplicateDetection = true,
                MaxDeliveryCount = 3,
                DeadLetteringOnMessageExpiration = true,
            },
            new QueueDefinition { Name = SessionQueue, RequiresSession = true, MaxDeliveryCount = 3 },
        ],
    };

    public static ServiceBusDefinition OneSessionWithoutDeliveryLimit { get; } = new()
    {
        Queues =
        [
            new QueueDefinition
            {
                Name = SessionQueue,
                RequiresSession = true,
                MaxDeliveryCount = int.MaxValue,
                RequiresDuplicateDetection = true,
                DuplicateDetectionHistoryTimeWindow = TimeSpan.FromDays(7),
            },
        ],
    };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 10, 20, 30, TimeSpan.Zero));

    public Broker Broker { get; private set; }

    public static BrokerMessage Message(string id, string? session = null, string body = "{}") => new()
    {
        Body = Encoding.UTF8.GetBytes(body),
        Properties = new BrokerProperties { MessageId = id, SessionId = session },
    };

    public void Restart()
    {
        Broker.Dispose();
        Broker = Open();
    }

    public Task SendAsync(params string[] ids) => Broker.SendAsync(Queue, [.. ids.Select(id => Message(id))]);

    public Task SendToSessionAsync(string session, params string[] ids) =>
        Broker.SendAsync(SessionQueue, [.. ids.Select(id => Message(id, session))]);

    public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int max = 100, string path = Queue) =>
        Broker.OpenReceiver(path).ReceiveAsync(max, TimeSpan.Zero, CancellationToken.None);

    public void Dispose()
    {
        Broker.Dispose();
        _folder.Delete(recursive: true);
    }

    private Broker Open() => Broker.Open(Path.Combine(_folder.FullName, "bus.db"), _definition, Clock);
}
