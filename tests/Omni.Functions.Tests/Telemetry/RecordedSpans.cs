using System.Collections.Concurrent;
using System.Diagnostics;

namespace Omni.Functions.Tests.Telemetry;

/// <summary>The spans of the traces a test began, and of no other test that runs meanwhile.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private readonly HashSet<ActivityTraceId> _own;

    public RecordedSpans(params ActivityContext[] traces)
    {
        _own = [.. traces.Select(trace => trace.TraceId)];
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Omni.", StringComparison.Ordinal),
            Sample = (ref options) => IsOwn(options) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended => [.. _ended];

    /// <summary>A trace somebody else began, as it arrives from there.</summary>
    public static ActivityContext NewTrace(ActivityTraceFlags flags = ActivityTraceFlags.Recorded) =>
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: true);

    public static string Header(ActivityContext trace) => $"00-{trace.TraceId}-{trace.SpanId}-{(int)trace.TraceFlags:x2}";

    /// <summary>Runs as a part of a span of this trace.</summary>
    public static Activity Continue(ActivityContext trace)
    {
        var activity = new Activity("test").SetParentId(trace.TraceId, trace.SpanId, trace.TraceFlags);
        return activity.Start();
    }

    public void Dispose() => _listener.Dispose();

    private bool IsOwn(in ActivityCreationOptions<ActivityContext> options) =>
        _own.Contains(options.Parent.TraceId) || (options.Links ?? []).Any(link => _own.Contains(link.Context.TraceId));
}
