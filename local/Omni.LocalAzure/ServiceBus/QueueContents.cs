namespace Omni.LocalAzure.ServiceBus;

/// <summary>The messages of one queue with their sessions and deadlines. Guarded by its queue.</summary>
internal sealed class QueueContents : IDisposable
{
    // A write that failed is tried again after this long.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, QueuedMessage> _messages = [];
    private readonly Deadlines<QueuedMessage> _deadlines;
    private readonly TimeProvider _clock;

    public QueueContents(QueueSettings settings, TimeProvider clock, Action due)
    {
        Settings = settings;
        _clock = clock;
        _deadlines = new Deadlines<QueuedMessage>(clock, due);
        Sessions = new SessionTable(settings.RequiresSession);
    }

    public QueueSettings Settings { get; }

    public SessionTable Sessions { get; }

    public IEnumerable<QueuedMessage> All => _messages.Values;

    public int Count => _messages.Count;

    public int ScheduledCount { get; private set; }

    public QueuedMessage? Find(long sequence) => _messages.GetValueOrDefault(sequence);

    public void Add(IEnumerable<QueuedMessage> messages)
    {
        foreach (var message in messages)
        {
            _messages.Add(message.Sequence, message);
            if (message.ScheduledFor is { } time) Schedule(message, time);
            else Offer(message);
        }

        DropStaleDeadlines();
    }

    /// <summary>Locks up to <paramref name="max"/> messages of the session, in order.</summary>
    public List<LockedMessage> Lock(Session session, int max)
    {
        var taken = new List<LockedMessage>();
        while (taken.Count < max && session.TryTake(out var message))
        {
            message.State = MessageState.Locked;
            message.LockToken = Guid.NewGuid();
            message.DeliveryCount++;
            session.Locked.Add(message);
            if (session.Id is null)
            {
                message.LockedUntil = _clock.GetUtcNow() + Settings.LockDuration;
                _deadlines.Add(message, message.LockedUntil);
            }
            else
            {
                message.LockedUntil = session.LockedUntil;
            }

            taken.Add(message.AsLocked());
        }

        return taken;
    }

    public void Unlock(QueuedMessage message)
    {
        var session = Sessions.Of(message);
        session.Locked.Remove(message);
        session.Offer(message);
        Sessions.ListIfReady(session);
    }

    public void StartLeaving(QueuedMessage message)
    {
        if (message.State == MessageState.Locked) Sessions.Of(message).Locked.Remove(message);
        message.State = MessageState.Leaving;
    }

    /// <summary>Messages whose lock ended; expired and due ones are put among those that leave.</summary>
    public List<QueuedMessage> TakeDue(Leavers leaving)
    {
        var unlocked = new List<QueuedMessage>();
        foreach (var message in _deadlines.TakeDue())
        {
            if (Find(message.Sequence) != message) continue;
            if (message.State == MessageState.Scheduled) Leave(message, leaving.Due);
            else if (message.State == MessageState.Available && message.ExpiresAt <= _clock.GetUtcNow()) Leave(message, leaving.Expired);
            else if (message.State != MessageState.Locked || Settings.RequiresSession) continue;
            else if (message.LockedUntil <= _clock.GetUtcNow()) unlocked.Add(message);
            else _deadlines.Add(message, message.LockedUntil);
        }

        return unlocked;
    }

    public void Remove(IEnumerable<QueuedMessage> messages)
    {
        foreach (var message in messages)
        {
            if (_messages.Remove(message.Sequence) && message.ScheduledFor is not null) ScheduledCount--;
        }
    }

    public void Restore(IEnumerable<QueuedMessage> messages)
    {
        var retry = _clock.GetUtcNow() + RetryAfter;
        foreach (var message in messages)
        {
            if (message.ScheduledFor is not null) message.State = MessageState.Scheduled;
            else Unlock(message);
            _deadlines.Add(message, message.ScheduledFor is null && message.ExpiresAt > retry ? message.ExpiresAt : retry);
        }
    }

    public void Dispose() => _deadlines.Dispose();

    private void Leave(QueuedMessage message, List<QueuedMessage> leaving)
    {
        StartLeaving(message);
        leaving.Add(message);
    }

    private void Schedule(QueuedMessage message, DateTimeOffset time)
    {
        message.State = MessageState.Scheduled;
        ScheduledCount++;
        _deadlines.Add(message, time);
    }

    private void Offer(QueuedMessage message)
    {
        var session = Sessions.Of(message);
        session.Offer(message);
        Sessions.ListIfReady(session);
        _deadlines.Add(message, message.ExpiresAt);
    }

    // Completed messages would stay in memory until they had expired.
    private void DropStaleDeadlines()
    {
        if (_deadlines.Count <= (4 * _messages.Count) + 4096) return;
        _deadlines.Replace(_messages.Values.SelectMany(message => new[]
        {
            (message, message.ScheduledFor ?? message.ExpiresAt),
            (message, message.State == MessageState.Locked && !Settings.RequiresSession ? message.LockedUntil : DateTimeOffset.MaxValue),
        }));
    }
}
