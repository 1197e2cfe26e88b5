using System.Text.Json;
using Microsoft.Extensions.Logging;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Http;
using Omni.LocalAzure.Functions.Messages;
using Omni.LocalAzure.Hosting;
using Omni.LocalAzure.Tests.ServiceBus;

namespace Omni.LocalAzure.Tests.Functions;

/// <summary>The Functions host on a free port with a real child process.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly ScriptRoot _root;
    private readonly BrokerFixture _bus = new();
    private readonly HostState _state;
    private readonly LocalPort _port;

    private RunningHost(ScriptRoot root, LocalPort port, FunctionsDoor door, FunctionApp app)
    {
        _root = root;
        _port = port;
        App = app;
        _state = new HostState(root.In("host.db"));
        Keys = FunctionKeys.Open(root.In("keys.json"), app.Functions.Select(function => function.Name));
        Log = new RecordingLog();
        Logging = LoggerFactory.Create(logging => logging.AddProvider(Log));
        var sources = new TriggerSources { Messages = new BrokerMessages(_bus.Broker), Changes = new NoChanges(), State = _state };
        Host = new FunctionsHost(app, sources, new ListenerContext(TimeProvider.System, Logging));
        door.Open(app, Host, Keys);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.Number}/"), Timeout = TimeSpan.FromMinutes(1) };
    }

    public FunctionApp App { get; }

    public FunctionKeys Keys { get; }

    public FunctionsHost Host { get; }

    public HttpClient Client { get; }

    public RecordingLog Log { get; }

    private ILoggerFactory Logging { get; }

    public static async Task<RunningHost> StartAsync(ScriptRoot root, bool olderHost = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = FunctionApp.Read(root.Path, new LocalSettings(settings ?? new Dictionary<string, string>()), olderHost);
        var door = new FunctionsDoor();
        using var quiet = LoggerFactory.Create(_ => { });
        var port = await LocalPort.ServeAsync(new LocalPart("the Functions host", "--port", 0, FunctionsDoor.MaxRequestBody), quiet, door.Map);
        return new RunningHost(root, port, door, app);
    }

    public ValueTask<HandlerInstance> ReadyAsync() => Host.Handler.WaitUntilReadyAsync(Patience.Token());

    /// <summary>The instance that follows one that was just lost: the host learns of an exit a moment after the connection broke.</summary>
    public async Task<HandlerInstance> ReadyAfterAsync(HandlerInstance lost)
    {
        var patience = Patience.Token();
        while (true)
        {
            var instance = await ReadyAsync();
            if (instance.ProcessId != lost.ProcessId) return instance;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience);
        }
    }

    /// <summary>What the handler saw of the request.</summary>
    public async Task<JsonElement> SeenAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return Payload.Parse(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await _port.DisposeAsync();
        Logging.Dispose();
        _state.Dispose();
        _bus.Dispose();
        _root.Dispose();
    }
}
