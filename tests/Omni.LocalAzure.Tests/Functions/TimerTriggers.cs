using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omni.LocalAzure.Functions;
using Omni.LocalAzure.Functions.Definitions;
using Omni.LocalAzure.Functions.Handler;
using Omni.LocalAzure.Functions.Invocations;
using Omni.LocalAzure.Functions.Timers;

namespace Omni.LocalAzure.Tests.Functions;

public sealed class TimerTriggers : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 22, 9, 36, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timers-");
    private readonly FakeTimeProvider _time = new(Start);
    private readonly HandlerConnections _connections = new();

    [Fact]
    public async Task A_timer_fires_at_its_times_with_the_status_of_before()
    {
        await using var handler = await RecordingHandler.StartAsync();
        using var state = OpenState();
        await using var timer = Run(handler, state, "0 */5 * * * *");
        await timer.SettledAsync("22:10:00");
        var first = await FireAsync(handler, minutes: 1);
        Assert.Equal(
            """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00","Next":"2026-11-21T22:10:00+00:00","LastUpdated":"2026-11-21T22:09:36+00:00"},"IsPastDue":false}""",
            first.GetRawText());
        await timer.SettledAsync("22:15:00");
        var second = await FireAsync(handler, minutes: 5);
        Assert.Equal("2026-11-21T22:10:00+00:00", second.GetProperty("ScheduleStatus").GetProperty("Last").GetString());
        Assert.Equal("2026-11-21T22:15:00+00:00", second.GetProperty("ScheduleStatus").GetProperty("Next").GetString());
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_once()
    {
        await using var handler = await RecordingHandler.StartAsync();
        using (var state = OpenState())
        await using (var timer = Run(handler, state, "0 */5 * * * *")) await timer.SettledAsync("22:10:00");
        _time.Advance(TimeSpan.FromMinutes(42));

        using var later = OpenState();
        await using var again = Run(handler, later, "0 */5 * * * *");
        Assert.True(Timer(await handler.NextAsync()).GetProperty("IsPastDue").GetBoolean());
        await again.SettledAsync("22:55:00");
        Assert.False((await FireAsync(handler, minutes: 4)).GetProperty("IsPastDue").GetBoolean());
    }

    [Fact]
    public async Task A_timer_of_seconds_is_not_monitored()
    {
        await using var handler = await RecordingHandler.StartAsync();
        using var state = OpenState();
        await using var timer = Run(handler, state, "*/10 * * * * *");
        Assert.Equal(JsonValueKind.Null, (await FireAsync(handler, minutes: 1)).GetProperty("ScheduleStatus").ValueKind);
    }

    [Fact]
    public async Task A_failed_run_is_retried_with_the_same_invocation_id_and_a_retry_context()
    {
        await using var handler = await RecordingHandler.StartAsync();
        handler.Answer = _ => Task.FromResult(HandlerAnswer.Failed);
        using var state = OpenState();
        await using var timer = Run(handler, state, "0 0 0 1 1 *", new RetryDefinition(2, TimeSpan.Zero, TimeSpan.Zero), runOnStartup: true);
        var tries = new List<HandlerRequest>();
        for (var i = 0; i < 3; i++) tries.Add(await handler.NextAsync());
        Assert.Single(tries.Select(request => request.Headers["X-Azure-Functions-InvocationId"]).Distinct());
        Assert.Equal("""{"RetryCount":0,"MaxRetryCount":2,"Exception":null,"Instance":null,"State":{}}""", Context(tries[0]).GetRawText());
        Assert.Equal([0, 1, 2], tries.Select(request => Context(request).GetProperty("RetryCount").GetInt32()));
        Assert.Equal(JsonValueKind.Object, Context(tries[1]).GetProperty("Exception").ValueKind);
        await timer.SettledAsync("2027");
    }

    [Fact]
    public async Task A_timer_goes_on_when_a_run_cannot_be_kept()
    {
        await using var handler = await RecordingHandler.StartAsync();
        var state = OpenState();
        await using var timer = Run(handler, state, "0 */5 * * * *");
        await timer.SettledAsync("22:10:00");
        state.Dispose();

        await FireAsync(handler, minutes: 1);
        var next = handler.NextAsync();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        Assert.Equal("2026-11-21T22:10:00+00:00", Timer(await next).GetProperty("ScheduleStatus").GetProperty("Last").GetString());
    }

    public void Dispose()
    {
        _connections.Dispose();
        _folder.Delete(recursive: true);
    }

    private HostState OpenState() => new(Path.Combine(_folder.FullName, "host.db"));

    private RunningTimer Run(RecordingHandler handler, HostState state, string schedule, RetryDefinition? retry = null, bool runOnStartup = false)
    {
        var function = new FunctionDefinition { Name = "Tick", Trigger = new TimerTrigger("timer", schedule, runOnStartup, UseMonitor: true), Retry = retry };
        var invoker = new Invoker(handler, _connections, Timeout.InfiniteTimeSpan, TimeProvider.System, NullLoggerFactory.Instance);
        var context = new ListenerContext(_time, NullLoggerFactory.Instance);
        return new RunningTimer(new TimerListener(function, new RetryingInvoker(invoker, _time), state, context), state);
    }

    /// <summary>Moves the clock once the listener waits on it.</summary>
    private async Task<JsonElement> FireAsync(RecordingHandler handler, int minutes)
    {
        _time.Advance(TimeSpan.FromMinutes(minutes));
        return Timer(await handler.NextAsync());
    }

    private static JsonElement Timer(HandlerRequest request) => Payload.Parse(request.Body).GetProperty("Data").GetProperty("timer");

    private static JsonElement Context(HandlerRequest request) => Payload.Parse(request.Body).GetProperty("Metadata").GetProperty("RetryContext");

    private sealed class RunningTimer : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly HostState _state;
        private readonly Task _running;

        public RunningTimer(TimerListener listener, HostState state)
        {
            _state = state;
            _running = listener.RunAsync(_stopping.Token);
        }

        /// <summary>Waits until the next run is kept.</summary>
        public async Task SettledAsync(string next)
        {
            var patience = Patience.Token();
            while (TimerStatus.FromJson(_state.Find("timer/Tick"))?.ToJson().Split("Next")[1].Split("LastUpdated")[0].Contains(next, StringComparison.Ordinal) != true)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience);
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }
    }
}
