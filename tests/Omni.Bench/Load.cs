using System.Diagnostics;

namespace Omni.Bench;

/// <summary>Bounded load on loopback: a fixed number of requests by a fixed number of clients, or at a fixed pace.</summary>
internal static class Load
{
    /// <summary>As fast as <paramref name="clients"/> clients go, each waiting for its answer.</summary>
    public static async Task<TimeSpan> FlatOutAsync(int requests, int clients, Func<int, CancellationToken, Task> send, CancellationToken cancellation)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next)) await send(i, cancellation);
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>At <paramref name="perSecond"/> requests a second whatever the answers take.</summary>
    /// <returns>Each request's time from its planned start to its answer, sorted.</returns>
    public static async Task<IReadOnlyList<TimeSpan>> PacedAsync(int requests, int perSecond, Func<int, CancellationToken, Task> send, CancellationToken cancellation)
    {
        var tick = TimeSpan.FromSeconds(1.0 / perSecond);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var answers = new List<Task<TimeSpan>>(requests);
        var started = Stopwatch.GetTimestamp();
        while (answers.Count < requests && await timer.WaitForNextTickAsync(cancellation))
        {
            while (answers.Count < requests && Stopwatch.GetElapsedTime(started) >= tick * answers.Count)
            {
                answers.Add(TimedAsync(answers.Count, tick * answers.Count));
            }
        }

        var times = await Task.WhenAll(answers);
        Array.Sort(times);
        return times;

        async Task<TimeSpan> TimedAsync(int i, TimeSpan planned)
        {
            await send(i, cancellation);
            return Stopwatch.GetElapsedTime(started) - planned;
        }
    }

    public static TimeSpan Percentile(this IReadOnlyList<TimeSpan> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
