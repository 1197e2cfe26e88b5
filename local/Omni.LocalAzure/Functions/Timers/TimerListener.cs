using Cronos;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Invocations;

namespace Omni.LocalAzure.Functions.Timers;

/// <summary>The timer trigger of one function: never two runs at a time, a run missed while the host was down is made up for once.</summary>
public sealed class TimerListener(FunctionDefinition function, RetryingInvoker invoker, HostState state, ListenerContext context) : IListener
{
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    /// <summary>A timer cannot wait for months in one go.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ILogger _log = context.Logging.CreateLogger("Host.Timer");
    private readonly TimerTrigger _trigger = (TimerTrigger)function.Trigger;
    private readonly CronExpression _schedule = CronExpression.Parse(((TimerTrigger)function.Trigger).Schedule, CronFormat.IncludeSeconds);

    /// <summary>Null for a timer that is not monitored.</summary>
    private TimerStatus? _status;

    /// <summary>The next run is the first after this.</summary>
    private DateTimeOffset _from;

    /// <summary>From the first run on, which a failure does not repeat.</summary>
    private bool _isStarted;

    private string Key => $"timer/{function.Name}";

    public async Task RunAsync(CancellationToken stopping)
    {
        _from = context.Time.GetUtcNow();
        while (Next(_from) is { } next)
        {
            try
            {
                if (_isStarted) await RunAtAsync(next, stopping);
                else await StartAsync(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The listener owns this failure: the timer must outlive a state that cannot be kept for a while.
                TimerLog.RunFailed(_log, function.Name, failure);
                await Task.Delay(PauseAfterFailure, context.Time, stopping);
            }
        }
    }

    private async Task RunAtAsync(DateTimeOffset due, CancellationToken stopping)
    {
        await WaitUntilAsync(due, stopping);
        await FireAsync(due, isPastDue: false, stopping);
    }

    private async Task StartAsync(CancellationToken stopping)
    {
        var now = _from;
        var isPastDue = false;
        if (_trigger.UseMonitor && !IsFrequent(now))
        {
            var kept = TimerStatus.FromJson(state.Find(Key));
            var due = kept is null ? null : Next(kept.LastUpdated);
            isPastDue = due < now;
            _status = new TimerStatus(kept?.Last ?? default, due ?? Next(now) ?? default, kept?.LastUpdated ?? now);
        }

        _isStarted = true;
        if (isPastDue || _trigger.RunOnStartup) await FireAsync(now, isPastDue, stopping);
        else if (_status is not null) await state.KeepAsync(Key, _status.ToJson());
    }

    private async Task FireAsync(DateTimeOffset runAt, bool isPastDue, CancellationToken stopping)
    {
        using var envelope = new Envelope();
        await invoker.InvokeAsync(function, envelope, data => TimerEnvelope.Write(data.Json, _trigger.Binding, _status, isPastDue), stopping);
        var now = context.Time.GetUtcNow();
        _from = now > runAt ? now : runAt;
        if (_status is null) return;
        _status = new TimerStatus(runAt, Next(_from) ?? default, runAt);
        await state.KeepAsync(Key, _status.ToJson());
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken stopping)
    {
        for (var left = moment - context.Time.GetUtcNow(); left > TimeSpan.Zero; left = moment - context.Time.GetUtcNow())
            await Task.Delay(left < LongestWait ? left : LongestWait, context.Time, stopping);
    }

    private bool IsFrequent(DateTimeOffset now) => Next(now) is { } first && Next(first) is { } second && second - first < ShortestMonitored;

    private DateTimeOffset? Next(DateTimeOffset after) => _schedule.GetNextOccurrence(after, TimeZoneInfo.Utc);
}
