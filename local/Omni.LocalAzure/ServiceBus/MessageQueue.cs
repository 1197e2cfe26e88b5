using System.Diagnostics.CodeAnalysis;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>
/// One queue, subscription or dead-letter sub-queue: who may have which message, and when. All state is in memory under one lock;
/// messages leave through <see cref="Departures"/>, which write first.
/// </summary>
internal sealed class MessageQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly QueueContents _contents;
    private readonly Departures _departures;
    private readonly LockTable _locks;
    private readonly TimeProvider _clock;

    public MessageQueue(QueueSettings settings, MessageQueue? deadLetters, MessageStore store, TimeProvider clock)
    {
        Settings = settings;
        DeadLetters = deadLetters;
        _clock = clock;
        _contents = new QueueContents(settings, clock, OnDue);
        _locks = new LockTable(_contents, store, clock, OnDue);
        _departures = new Departures(this, store, clock);
    }

    public QueueSettings Settings { get; }

    /// <summary>Null for a dead-letter sub-queue.</summary>
    public MessageQueue? DeadLetters { get; }

    public void Add(IEnumerable<QueuedMessage> messages)
    {
        lock (_gate) _contents.Add(messages);
    }

    public IMessageReceiver OpenReceiver() =>
        Settings.RequiresSession
            ? throw new InvalidOperationException($"{Settings.Path} requires sessions.")
            : new MessageReceiver(this, _contents.Sessions.Whole, Guid.Empty);

    public async Task<IMessageReceiver> AcceptNextSessionAsync(CancellationToken cancellation)
    {
        if (!Settings.RequiresSession) throw new InvalidOperationException($"{Settings.Path} has no sessions.");
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (_contents.Sessions.TryTakeNext(out var session)) return new MessageReceiver(this, session, _locks.Hold(session));
                arrival = _contents.Sessions.Arrivals.Next;
            }

            await arrival.WaitAsync(cancellation);
        }
    }

    public async Task<IReadOnlyList<LockedMessage>> ReceiveAsync(Session session, Guid holder, ReceiveLimits limits, CancellationToken cancellation)
    {
        var deadline = _clock.GetUtcNow() + limits.MaxWait;
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (!session.IsHeldBy(holder, _clock.GetUtcNow())) return [];
                var taken = _contents.Lock(session, limits.Max);
                if (taken.Count > 0) return taken;
                arrival = session.Arrivals.Next;
            }

            var left = deadline - _clock.GetUtcNow();
            if (left <= TimeSpan.Zero) return [];
            await arrival.WaitAsync(left, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public async Task<bool> CompleteAsync(IReadOnlyList<LockedMessage> messages)
    {
        List<QueuedMessage> done;
        lock (_gate)
        {
            done = _locks.Find(messages);
            foreach (var message in done) _contents.StartLeaving(message);
        }

        await _departures.DeleteAsync(done);
        return done.Count == messages.Count;
    }

    public Task AbandonAsync(IReadOnlyList<LockedMessage> messages)
    {
        var leaving = new Leavers();
        lock (_gate)
        {
            foreach (var message in _locks.Find(messages)) _locks.Release(message, leaving);
        }

        return LeaveAsync(leaving);
    }

    public bool Renew(IReadOnlyList<LockedMessage> messages)
    {
        lock (_gate) return _locks.Renew(messages);
    }

    public bool Renew(Session session, Guid holder)
    {
        lock (_gate) return _locks.Renew(session, holder);
    }

    public DateTimeOffset? LockEnd(Session session, Guid holder)
    {
        lock (_gate)
        {
            if (session.Id is null) return null;
            return session.Holder == holder ? session.LockedUntil : DateTimeOffset.MinValue;
        }
    }

    public Task ReleaseAsync(Session session, Guid holder)
    {
        var leaving = new Leavers();
        lock (_gate)
        {
            if (session.Holder == holder) _locks.Release(session, leaving);
        }

        return LeaveAsync(leaving);
    }

    /// <summary>The locked message of a lock address, where the id is a message id or a sequence number.</summary>
    public bool TryFindLocked(string id, Guid token, [NotNullWhen(true)] out LockedMessage? locked)
    {
        lock (_gate)
        {
            locked = _locks.Find(id, token)?.AsLocked();
            return locked is not null;
        }
    }

    /// <summary>Moves every message that nobody holds to <paramref name="target"/>, as if it had just been enqueued there.</summary>
    public async Task<int> MoveAllAsync(MessageQueue target)
    {
        List<QueuedMessage> moving;
        lock (_gate)
        {
            moving = _contents.All.Where(message => message.State == MessageState.Available).ToList();
            foreach (var message in moving) _contents.StartLeaving(message);
        }

        if (moving.Count > 0) await _departures.RedriveAsync(moving, target);
        return moving.Count;
    }

    public (int Enqueued, int Scheduled) Count()
    {
        lock (_gate) return (_contents.Count - _contents.ScheduledCount, _contents.ScheduledCount);
    }

    public IReadOnlyList<LockedMessage> Peek(long fromSequence, int max)
    {
        lock (_gate)
        {
            return [.. _contents.All.Where(message => message.Sequence >= fromSequence).OrderBy(message => message.Sequence).Take(max)
                .Select(message => message.AsLocked() with { LockToken = Guid.Empty })];
        }
    }

    /// <summary>After the write that took them away.</summary>
    public void Forget(IEnumerable<QueuedMessage> messages)
    {
        lock (_gate) _contents.Remove(messages);
    }

    /// <summary>After a write that did not happen.</summary>
    public void Restore(IEnumerable<QueuedMessage> messages)
    {
        lock (_gate) _contents.Restore(messages);
    }

    public void Dispose()
    {
        _locks.Dispose();
        _contents.Dispose();
    }

    private void OnDue()
    {
        var leaving = new Leavers();
        lock (_gate) _locks.ReleaseEnded(leaving);

        // Nobody waits: a write that fails restores the messages, and their deadline comes again.
        _ = LeaveAsync(leaving);
    }

    private Task LeaveAsync(Leavers leaving) => leaving.IsEmpty ? Task.CompletedTask : _departures.LeaveAsync(leaving);
}
