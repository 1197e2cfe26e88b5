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

    private readonly TimerTrigger _trigger = (TimerTrigger)function.Trigger;
    private readonly CronExpression _schedule = CronExpression.Parse(((TimerTrigger)function.Trigger).Schedule, CronFormat.IncludeSeconds);

    private string Key => $"timer/{function.Name}";

    public async Task RunAsync(CancellationToken stopping)
    {
        var status = await StartAsync(stopping);
        while (Next(context.Time.GetUtcNow()) is { } next)
        {
            await WaitUntilAsync(next, stopping);
            status = await FireAsync(status, next, isPastDue: false, stopping);
        }
    }

    /// <returns>Null for a timer that is not monitored.</returns>
    private async Task<TimerStatus?> StartAsync(CancellationToken stopping)
    {
        var now = context.Time.GetUtcNow();
        if (!_trigger.UseMonitor || IsFrequent(now))
        {
            if (_trigger.RunOnStartup) await FireAsync(status: null, now, isPastDue: false, stopping);
            return null;
        }

        var kept = TimerStatus.FromJson(state.Find(Key));
        var due = kept is null ? null : Next(kept.LastUpdated);
        var isPastDue = due < now;
        var status = new TimerStatus(kept?.Last ?? default, due ?? Next(now) ?? default, kept?.LastUpdated ?? now);
        if (isPastDue || _trigger.RunOnStartup) return await FireAsync(status, now, isPastDue, stopping);
        await state.KeepAsync(Key, status.ToJson());
        return status;
    }

    private async Task<TimerStatus?> FireAsync(TimerStatus? status, DateTimeOffset runAt, bool isPastDue, CancellationToken stopping)
    {
        using var envelope = new Envelope();
        await invoker.InvokeAsync(function, envelope, data => TimerEnvelope.Write(data.Json, _trigger.Binding, status, isPastDue), stopping);
        if (status is null) return null;
        var after = new TimerStatus(runAt, Next(runAt) ?? default, runAt);
        await state.KeepAsync(Key, after.ToJson());
        return after;
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken stopping)
    {
        for (var left = moment - context.Time.GetUtcNow(); left > TimeSpan.Zero; left = moment - context.Time.GetUtcNow())
            await Task.Delay(left < LongestWait ? left : LongestWait, context.Time, stopping);
    }

    private bool IsFrequent(DateTimeOffset now) => Next(now) is { } first && Next(first) is { } second && second - first < ShortestMonitored;

    private DateTimeOffset? Next(DateTimeOffset after) => _schedule.GetNextOccurrence(after, TimeZoneInfo.Utc);
}
