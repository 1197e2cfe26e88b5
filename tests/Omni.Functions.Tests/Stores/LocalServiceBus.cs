using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Tests.Architecture;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;
using Omni.LocalAzure.ServiceBus.Rest;

namespace Omni.Functions.Tests.Stores;

/// <summary>The Service Bus stand-in with the entities of <c>infra/entities.json</c>, reached over HTTP by the real client.</summary>
internal sealed class LocalServiceBus : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private LocalServiceBus(DirectoryInfo folder, Broker broker, WebApplication app)
    {
        _folder = folder;
        Broker = broker;
        _app = app;
        Client = new(new ServiceBusClient(
            $"Endpoint=sb://localhost:{new Uri(app.Urls.Single()).Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true"));
    }

    public Broker Broker { get; }

    public Lazy<ServiceBusClient> Client { get; }

    public static async Task<LocalServiceBus> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bus-");
        var definition = ServiceBusDefinition.Load(Path.Combine(Repository.Root, "infra", "entities.json"));
        var broker = Broker.Open(Path.Combine(folder.FullName, "bus.db"), definition, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapServiceBus(broker, new SharedAccessKeys(SharedAccessKeys.Emulator, TimeProvider.System), new FaultSwitch(TimeProvider.System));
        await app.StartAsync();
        return new LocalServiceBus(folder, broker, app);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.Value.DisposeAsync();
        await _app.DisposeAsync();
        Broker.Dispose();
        _folder.Delete(recursive: true);
    }
}
