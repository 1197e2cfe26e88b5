using System.Text.Json;
using System.Text.Json.Serialization;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Http;

#pragma warning disable CA2000 // What is made here belongs to the stack of parts, which disposes of it.

namespace Omni.LocalAzure.Hosting;

/// <summary>All stand-ins of the process and the app on them.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();
    private readonly LocalOptions _options;
    private readonly ILoggerFactory _logging;

    public LocalSystem(LocalOptions options, ILoggerFactory logging)
    {
        _options = options;
        _logging = logging;
    }

    /// <summary>Fails when the Functions host ends by itself; without an app it never ends.</summary>
    public Task Completion { get; private set; } = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    /// <summary>Ends when the app answers.</summary>
    /// <exception cref="StartupException">A port is taken, a file is missing or says what is not supported.</exception>
    public async Task<ReadyLine> StartAsync(CancellationToken stopping)
    {
        if (_options.Fresh && Directory.Exists(_options.State)) Directory.Delete(_options.State, recursive: true);
        Directory.CreateDirectory(_options.State);
        var door = new FunctionsDoor();
        var ports = _options.Ports;
        if (!_options.NoApp)
            ports = ports with { Functions = await ServeAsync(new LocalPart("the Functions host", "--port", ports.Functions, FunctionsDoor.MaxRequestBody), door.Map) };
        var keys = _options.NoApp ? null : await StartAppAsync(door, ports, stopping);
        return new ReadyLine
        {
            Functions = LocalAddresses.At(ports.Functions),
            Cosmos = LocalAddresses.At(ports.Cosmos),
            ServiceBus = LocalAddresses.At(ports.ServiceBus),
            Dashboard = LocalAddresses.At(ports.Dashboard),
            FunctionKey = keys?.Host,
            MasterKey = keys?.Master,
        };
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (part as IDisposable)?.Dispose();
        }
    }

    private async Task<FunctionKeys> StartAppAsync(FunctionsDoor door, LocalAddresses addresses, CancellationToken stopping)
    {
        var app = ReadApp(addresses);
        var keys = FunctionKeys.Open(Path.Combine(_options.State, "keys.json"), app.Functions.Select(function => function.Name));
        var state = Own(new HostState(Path.Combine(_options.State, "host.db")));
        var host = Own(new FunctionsHost(app, new TriggerSources { State = state }, new ListenerContext(TimeProvider.System, _logging)));
        door.Open(app, host, keys);
        Completion = host.Completion;
        await await Task.WhenAny(host.Handler.WaitUntilReadyAsync(stopping).AsTask(), host.Completion);
        return keys;
    }

    private FunctionApp ReadApp(LocalAddresses addresses)
    {
        try
        {
            return FunctionApp.Read(_options.ScriptRoot, LocalSettings.Read(_options.Settings, addresses.MoveTo), _options.OlderHost);
        }
        catch (Exception failure) when (failure is UnsupportedDefinitionException or IOException or JsonException)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    private async Task<int> ServeAsync(LocalPart part, Action<WebApplication> map)
    {
        var port = Own(await LocalPort.ServeAsync(part, _logging, map));
        return port.Number;
    }

    private T Own<T>(T part)
        where T : class
    {
        _parts.Push(part);
        return part;
    }
}

/// <summary>Printed on one line when everything answers, for programs that started the process.</summary>
internal sealed record ReadyLine
{
    public required string Functions { get; init; }

    public required string Cosmos { get; init; }

    public required string ServiceBus { get; init; }

    public required string Dashboard { get; init; }

    public string? FunctionKey { get; init; }

    public string? MasterKey { get; init; }

    public override string ToString() => "ready " + JsonSerializer.Serialize(this, ReadyJson.Default.ReadyLine);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ReadyJson : JsonSerializerContext;
