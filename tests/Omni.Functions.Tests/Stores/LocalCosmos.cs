using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omni.Functions.Stores;
using Omni.LocalAzure.Cosmos;

namespace Omni.Functions.Tests.Stores;

/// <summary>The Cosmos stand-in with the containers of <c>infra/entities.json</c>, reached over HTTP by the real SDK.</summary>
internal sealed class LocalCosmos : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalCosmos(WebApplication app, CosmosAccount account, string address)
    {
        _app = app;
        Account = account;
        Address = address;
        Containers = NewContainers();
    }

    public CosmosAccount Account { get; }

    public string Address { get; }

    public CosmosContainers Containers { get; }

    public static async Task<LocalCosmos> StartAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("customers-").FullName, "cosmos.db");
        var account = new CosmosAccount(file, TimeProvider.System);
        await account.ProvisionAsync(Entities()["cosmos"]!.AsObject());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapCosmos(account);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new LocalCosmos(app, account, addresses.Single());
    }

    public CosmosContainers NewContainers(string database = "omni") => new(
        () => new CosmosClient(Address, CosmosAccount.EmulatorKey, new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            MaxRetryAttemptsOnRateLimitedRequests = 0,
        }),
        database);

    /// <summary>Data requests since the last reset, and what they cost.</summary>
    public (long Requests, double Units) Spent()
    {
        var counts = Enum.GetValues<CosmosRequestKind>().Where(kind => kind != CosmosRequestKind.Metadata).Select(kind => Account.Statistics[kind]).ToList();
        return (counts.Sum(count => count.Requests), counts.Sum(count => count.RequestUnits));
    }

    public async ValueTask DisposeAsync()
    {
        Containers.Dispose();
        await _app.DisposeAsync();
        Account.Dispose();
    }

    public static JsonObject Entities()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "infra", "entities.json")))
            folder = folder.Parent;
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "infra", "entities.json")))!.AsObject();
    }
}
