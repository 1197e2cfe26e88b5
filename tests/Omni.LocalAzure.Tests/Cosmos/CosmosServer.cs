using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>The stand-in on a free port with a store of its own.</summary>
internal sealed class CosmosServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _file;

    private CosmosServer(WebApplication app, CosmosAccount account, Uri address, string file)
    {
        _app = app;
        _file = file;
        Account = account;
        Address = address;
    }

    public CosmosAccount Account { get; }

    public Uri Address { get; }

    public string File => _file;

    public static string NewFile() => Path.Combine(Directory.CreateTempSubdirectory("cosmos-").FullName, "cosmos.db");

    public static async Task<CosmosServer> StartAsync(string? file = null, TimeProvider? time = null)
    {
        var account = new CosmosAccount(file ??= NewFile(), time ?? TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapCosmos(account);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new CosmosServer(app, account, new Uri(addresses.Single()), file);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Account.Dispose();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true); // made by NewFile
    }
}
