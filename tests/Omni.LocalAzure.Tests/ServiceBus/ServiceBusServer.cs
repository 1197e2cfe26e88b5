using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.ServiceBus;
using Omni.LocalAzure.ServiceBus.Definitions;
using Omni.LocalAzure.ServiceBus.Rest;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>The stand-in with the entities of the product, over HTTP on a free port.</summary>
public sealed class ServiceBusServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bus-http-");
    private WebApplication? _application;

    public Broker Broker { get; private set; } = null!; // set before the first test

    public FaultSwitch Faults { get; } = new(TimeProvider.System);

    public Uri Address { get; private set; } = null!; // set before the first test

    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Address.Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    public async Task InitializeAsync()
    {
        var definition = ServiceBusDefinition.Load(Path.Combine(AppContext.BaseDirectory, "infra", "entities.json"));
        Broker = Broker.Open(Path.Combine(_folder.FullName, "bus.db"), definition, TimeProvider.System);
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
}
