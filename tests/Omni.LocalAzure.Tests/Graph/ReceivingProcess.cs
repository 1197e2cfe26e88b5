using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Graph;

namespace Omni.LocalAzure.Tests.Graph;

/// <summary>Mailboxes in a process of their own, so that it can be killed; says its address and serves until then.</summary>
internal static class ReceivingProcess
{
    public static async Task RunAsync(string folder)
    {
        await using var office = new PostOffice(folder, TimeProvider.System);
        await office.ProvisionAsync([GraphServer.Info]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGraphMail(office, GraphServer.Token);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.Out.FlushAsync();
        await app.WaitForShutdownAsync();
    }
}
