namespace Omni.LocalAzure.ServiceBus;

/// <summary>Things to look at when their time comes. Used under the lock of its owner; <c>due</c> is called outside of it.</summary>
internal sealed class Deadlines<T> : IDisposable
{
    // Timers reach 49 days, and nobody minds an idle look a day.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly PriorityQueue<T, DateTimeOffset> _entries = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    public Deadlines(TimeProvider clock, Action due)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count => _entries.Count;

    public void Add(T entry, DateTimeOffset at)
    {
        if (at == DateTimeOffset.MaxValue) return;
        _entries.Enqueue(entry, at);
        if (at < _armedFor) Arm(at);
    }

    /// <summary>What is due now; arms the timer for the rest.</summary>
    public List<T> TakeDue()
    {
        var now = _clock.GetUtcNow();
        var due = new List<T>();
        while (_entries.TryPeek(out var entry, out var at) && at <= now)
        {
            _entries.Dequeue();
            due.Add(entry);
        }

        _armedFor = DateTimeOffset.MaxValue;
        if (_entries.TryPeek(out _, out var next)) Arm(next);
        return due;
    }

    /// <summary>Drops entries whose subject is gone.</summary>
    public void Replace(IEnumerable<(T Entry, DateTimeOffset At)> entries)
    {
        _entries.Clear();
        _entries.EnqueueRange(entries.Where(entry => entry.At < DateTimeOffset.MaxValue));
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(DateTimeOffset at)
    {
        var sleep = at - _clock.GetUtcNow();
        _armedFor = at;
        _timer.Change(sleep <= TimeSpan.Zero ? TimeSpan.Zero : sleep < LongestSleep ? sleep : LongestSleep, Timeout.InfiniteTimeSpan);
    }
}
