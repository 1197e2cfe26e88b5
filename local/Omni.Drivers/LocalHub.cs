using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Omni.Drivers;

/// <summary>The whole system as a process of its own, with the published app below it: started, killed and started again at will.</summary>
public sealed class LocalHub : IAsyncDisposable
{
    private const int DefaultBlobPort = 10000;

    private readonly LocalHubFolders _folders;
    private readonly StreamWriter _log;
    private readonly Lock _writing = new();
    private Process _process = new();
    private bool _running;
    private Ports _ports = new(0, 0, 0, 0, 0, 0, 0, 0);

    private LocalHub(LocalHubFolders folders)
    {
        _folders = folders;
        Directory.CreateDirectory(folders.Data);
        _log = new StreamWriter(folders.Log, append: true) { AutoFlush = true };
    }

    public Uri Functions => At(_ports.Functions);

    public Uri Cosmos => At(_ports.Cosmos);

    public Uri ServiceBus => At(_ports.ServiceBus);

    public Uri Graph => At(_ports.Graph);

    public Uri Dashboard => At(_ports.Dashboard);

    public Uri Providers => At(_ports.Providers);

    public Uri Bot => At(_ports.Bot);

    public string FunctionKey { get; private set; } = "";

    public string MasterKey { get; private set; } = "";

    /// <summary>Set before a start: goes into the environment of the stand-ins and of the app.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static Task<LocalHub> StartAsync(LocalHubFolders folders, CancellationToken cancellation) => StartAsync(folders, null, cancellation);

    /// <param name="folders">Where everything is.</param>
    /// <param name="environment">See <see cref="Environment"/>.</param>
    /// <param name="cancellation">Ends the wait for the first answer.</param>
    public static async Task<LocalHub> StartAsync(
        LocalHubFolders folders, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        var hub = new LocalHub(folders);
        try
        {
            foreach (var (name, value) in environment ?? new Dictionary<string, string>()) hub.Environment[name] = value;
            await hub.StartAsync(cancellation);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on the ports of the first start, with the data that is there; returns when the app answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            _folders.LocalAzure, "--data", _folders.Data, "--script-root", _folders.ScriptRoot, "--settings", _folders.Settings, "--entities", _folders.Entities,
            "--port", Text(_ports.Functions), "--cosmos-port", Text(_ports.Cosmos), "--servicebus-port", Text(_ports.ServiceBus), "--dashboard-port", Text(_ports.Dashboard),
            "--providers-port", Text(_ports.Providers), "--communication-port", Text(_ports.Communication), "--graph-port", Text(_ports.Graph), "--bot-port", Text(_ports.Bot), "--blob-port", Text(_folders.Storage?.Port ?? DefaultBlobPort),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment) start.Environment[name] = value;

        var ready = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.Dispose();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The local system ended while it started; see {_folders.Log}."));
        _running = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Remember(await ready.Task.WaitAsync(cancellation));
    }

    /// <summary>How many lines with this text the system and the app have written.</summary>
    public async Task<int> CountLoggedAsync(string text, CancellationToken cancellation)
    {
        await using var log = new FileStream(_folders.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(log);
        return (await lines.ReadToEndAsync(cancellation)).Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>The process id of the app, the custom handler below the Functions host; null while there is none.</summary>
    public int? AppProcess() => _process.HasExited ? null : Children(_process.Id).Where(IsApp).Select(child => (int?)child).FirstOrDefault();

    /// <summary>Bytes of memory that the app holds now; 0 while there is none.</summary>
    public long AppMemory()
    {
        if (AppProcess() is not { } id) return 0;
        using var app = Process.GetProcessById(id);
        return app.WorkingSet64;
    }

    /// <summary>
    /// SIGKILL to the app; returns when there is a new one. The Functions host starts it again, and ends itself at the third time within half an hour:
    /// then the host is started again, as the platform does.
    /// </summary>
    public async Task KillAppAsync(CancellationToken cancellation)
    {
        var killed = AppProcess() ?? throw new InvalidOperationException("The app is not running.");
        using (var app = Process.GetProcessById(killed)) app.Kill();
        while ((AppProcess() ?? killed) == killed)
        {
            if (_process.HasExited) await StartAsync(cancellation);
            else await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }
    }

    /// <summary>SIGKILL to everything at once; <see cref="StartAsync(CancellationToken)"/> brings it back with what was on disk.</summary>
    public async Task KillAsync()
    {
        if (!_running) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _running = false;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Take(string? line, TaskCompletionSource<JsonElement> ready)
    {
        if (line is null) return;
        if (line.StartsWith("ready {", StringComparison.Ordinal)) ready.TrySetResult(JsonDocument.Parse(line["ready ".Length..]).RootElement);
        else lock (_writing) _log.WriteLine(line);
    }

    private void Remember(JsonElement ready)
    {
        _ports = new Ports(Port("functions"), Port("cosmos"), Port("serviceBus"), Port("dashboard"), Port("providers"), Port("communication"), Port("graph"), Port("bot"));
        FunctionKey = ready.GetProperty("functionKey").GetString() ?? "";
        MasterKey = ready.GetProperty("masterKey").GetString() ?? "";

        int Port(string name) => new Uri(ready.GetProperty(name).GetString() ?? "").Port;
    }

    private static IEnumerable<int> Children(int parent) =>
        Seen(() => Directory.GetDirectories($"/proc/{Text(parent)}/task")).SelectMany(task => Seen(() => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>Processes and threads end while they are looked at.</summary>
    private static string[] Seen(Func<string[]> look)
    {
        try
        {
            return look();
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool IsApp(int process)
    {
        var link = $"/proc/{Text(process)}/exe";
        return Seen(() => [new FileInfo(link).LinkTarget ?? ""]) is [var target] && target.EndsWith("/Omni.Functions", StringComparison.Ordinal);
    }

    private static Uri At(int port) => new($"http://127.0.0.1:{Text(port)}/");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Ports(int Functions, int Cosmos, int ServiceBus, int Dashboard, int Providers, int Communication, int Graph, int Bot);
}

/// <param name="LocalAzure">The built stand-ins, <c>Omni.LocalAzure.dll</c>.</param>
/// <param name="ScriptRoot">The published app.</param>
/// <param name="Settings">The local settings file.</param>
/// <param name="Entities">Topics, queues and containers.</param>
/// <param name="Data">Where the state lives, kept over restarts.</param>
/// <param name="Log">Everything the system prints.</param>
public sealed record LocalHubFolders(string LocalAzure, string ScriptRoot, string Settings, string Entities, string Data, string Log)
{
    /// <summary>The storage account; the one at its usual port, if there is one, unless set.</summary>
    public Uri? Storage { get; init; }
}
