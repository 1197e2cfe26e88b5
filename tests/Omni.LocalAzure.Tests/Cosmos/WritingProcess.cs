using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Cosmos;

namespace Omni.LocalAzure.Tests.Cosmos;

/// <summary>An account of its own process, so that it can be killed; says its address and serves until then.</summary>
internal static class WritingProcess
{
    public const string Section = """{"database":"omni","containers":[{"name":"things","partitionKeyPaths":["/pk"]}]}""";

    public static async Task RunAsync(string path)
    {
        using var account = new CosmosAccount(path, TimeProvider.System);
        await account.ProvisionAsync(JsonNode.Parse(Section)!.AsObject());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapCosmos(account);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
    }
}
