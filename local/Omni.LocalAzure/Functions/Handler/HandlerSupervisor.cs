namespace Omni.LocalAzure.Functions.Handler;

/// <summary>Keeps one process of the handler running, always on the same port, until it has failed too often.</summary>
public sealed class HandlerSupervisor : IHandler, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HandlerLaunch _launch;
    private readonly RememberedHandler _remembered;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ILogger _console;
    private readonly Uri _address;
    private TaskCompletionSource<HandlerInstance> _ready = NewPromise();
    private RunningProcess? _running;
    private int _replaced;

    public HandlerSupervisor(HandlerLaunch launch, RememberedHandler remembered, TimeProvider time, ILoggerFactory logging)
    {
        _launch = launch;
        _remembered = remembered;
        _time = time;
        _log = logging.CreateLogger("Host.Handler");
        _console = logging.CreateLogger("Host.Function.Console");
        _address = new Uri($"http://127.0.0.1:{launch.Port}/");
        Completion = Task.Run(RunAsync);
    }

    /// <summary>Ends with <see cref="HandlerFailedException"/> when the handler failed too often, normally when the host stops.</summary>
    public Task Completion { get; }

    /// <summary>Null while no process runs.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate) return _running?.Id;
        }
    }

    public ValueTask<HandlerInstance> WaitUntilReadyAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_ready.Task.IsCompletedSuccessfully && _running is { } running && running.HasExited()) _ready = NewPromise();
            return new ValueTask<HandlerInstance>(_ready.Task.WaitAsync(cancellation));
        }
    }

    public void Replace(HandlerInstance instance)
    {
        lock (_gate)
        {
            if (_running is not { } running || running.Id != instance.ProcessId || _replaced == instance.ProcessId) return;
            _replaced = instance.ProcessId;
            HandlerLog.Replaced(_log, instance.ProcessId);
            running.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static TaskCompletionSource<HandlerInstance> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        var budget = new RestartBudget(_time);
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var wasReplaced = await RunOnceAsync();
                if (_stopping.IsCancellationRequested || wasReplaced || budget.Spend()) continue;
                HandlerLog.GaveUp(_log, RestartBudget.Errors);
                throw new HandlerFailedException($"The handler failed {RestartBudget.Errors} times.");
            }
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _running = null;
                if (_ready.Task.IsCompleted) _ready = NewPromise();
                _ready.SetException(failure as HandlerFailedException ?? new HandlerFailedException("The handler is not running.", failure));
            }

            throw;
        }
    }

    /// <returns>True when the process was killed to be replaced, which is no error of its own.</returns>
    private async Task<bool> RunOnceAsync()
    {
        using var process = HandlerProcess.Start(_launch, _console);
        lock (_gate) _running = new RunningProcess(process.Id, process.Kill, () => process.HasExited);
        using var onStop = _stopping.Token.Register(process.Kill);

        // A handler that cannot be remembered serves all the same.
        await _remembered.KeepAsync(process.Id).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await AnnounceWhenReadyAsync(process);
        await process.Exited;
        lock (_gate)
        {
            _running = null;
            if (_ready.Task.IsCompleted) _ready = NewPromise();
            if (_stopping.IsCancellationRequested) return false;
        }

        if (_replaced == process.Id) return true;
        HandlerLog.Ended(_log, process.Id, process.ExitCode);
        return false;
    }

    private async Task AnnounceWhenReadyAsync(HandlerProcess process)
    {
        var allowed = _launch.Configuration.InitializationTimeout;
        using var given = new CancellationTokenSource(allowed, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(given.Token, _stopping.Token);
        var ready = HandlerReadiness.WaitAsync(_address, _time, end.Token);
        if (await Task.WhenAny(ready, process.Exited) == ready && ready.IsCompletedSuccessfully)
        {
            HandlerLog.Ready(_log, process.Id, _launch.Port);
            lock (_gate) _ready.TrySetResult(new HandlerInstance(_address, process.Id));
            return;
        }

        if (given.IsCancellationRequested) HandlerLog.NotReady(_log, process.Id, allowed);
        await end.CancelAsync();
        process.Kill();
        await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private readonly record struct RunningProcess(int Id, Action Kill, Func<bool> HasExited);
}
