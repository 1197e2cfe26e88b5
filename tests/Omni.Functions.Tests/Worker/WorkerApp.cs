using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omni.Worker;

namespace Omni.Functions.Tests.Worker;

/// <summary>The sample functions behind a real worker on a free port.</summary>
public sealed class WorkerApp : IAsyncDisposable
{
    private readonly IHost host;

    private WorkerApp(IHost host, LogRecords log)
    {
        this.host = host;
        Log = log;
        var address = host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public LogRecords Log { get; }

    public Seen Seen => host.Services.GetRequiredService<Seen>();

    public IServiceProvider Services => host.Services;

    public static async Task<WorkerApp> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, params string[] arguments)
    {
        var log = new LogRecords();
        var builder = FunctionsApplication.CreateBuilder(["--FUNCTIONS_CUSTOMHANDLER_PORT=0", .. arguments], typeof(SampleTriggers).Assembly);
        builder.Services.AddSingleton<Seen>().AddSingleton<System.Text.Json.Serialization.JsonSerializerContext>(OrderJson.Default);
        builder.Services.AddSingleton<ILoggerProvider>(log);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new WorkerApp(host, log);
    }

    /// <summary>As the host sends it: chunked, without a length.</summary>
    public Task<HttpResponseMessage> InvokeAsync(string function, string envelope, string invocationId = "1611b16c-38f5-4d61-b5b2-0688fd54bfec")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope)),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", invocationId);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        return Client.SendAsync(request);
    }

    public async Task<T> DeliverAsync<T>(string function, string envelope)
    {
        using var answer = await InvokeAsync(function, envelope);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return Seen.Only<T>();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        host.Dispose();
    }
}
