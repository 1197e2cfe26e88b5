namespace Omni.LocalAzure.ServiceBus;

/// <summary>Who holds which message and session of one queue, and what becomes of them afterwards. Guarded by its queue.</summary>
internal sealed class LockTable : IDisposable
{
    private readonly QueueContents _contents;
    private readonly MessageStore _store;
    private readonly TimeProvider _clock;
    private readonly Deadlines<Session> _sessionEnds;

    public LockTable(QueueContents contents, MessageStore store, TimeProvider clock, Action due)
    {
        _contents = contents;
        _store = store;
        _clock = clock;
        _sessionEnds = new Deadlines<Session>(clock, due);
    }

    private DateTimeOffset LockEnd => _clock.GetUtcNow() + _contents.Settings.LockDuration;

    public List<QueuedMessage> Find(IReadOnlyList<LockedMessage> messages)
    {
        var now = _clock.GetUtcNow();
        var found = new List<QueuedMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (_contents.Find(message.SequenceNumber) is { } queued && queued.IsLockedBy(message.LockToken, now)) found.Add(queued);
        }

        return found;
    }

    public QueuedMessage? Find(string id, Guid token)
    {
        var now = _clock.GetUtcNow();
        return _contents.Sessions.Whole.Locked.FirstOrDefault(message => message.IsLockedBy(token, now) && message.IsNamed(id));
    }

    public Guid Hold(Session session)
    {
        session.Holder = Guid.NewGuid();
        session.LockedUntil = LockEnd;
        _sessionEnds.Add(session, session.LockedUntil);
        return session.Holder;
    }

    public bool Renew(IReadOnlyList<LockedMessage> messages)
    {
        var found = Find(messages);
        foreach (var message in found) message.LockedUntil = LockEnd;
        return found.Count == messages.Count;
    }

    public bool Renew(Session session, Guid holder)
    {
        if (!session.IsHeldBy(holder, _clock.GetUtcNow())) return false;
        session.LockedUntil = LockEnd;
        foreach (var message in session.Locked) message.LockedUntil = session.LockedUntil;
        return true;
    }

    public void Release(QueuedMessage message, Leavers leaving)
    {
        if (message.DeliveryCount >= _contents.Settings.MaxDeliveryCount)
        {
            _contents.StartLeaving(message);
            leaving.Exhausted.Add(message);
        }
        else if (message.ExpiresAt <= _clock.GetUtcNow())
        {
            _contents.StartLeaving(message);
            leaving.Expired.Add(message);
        }
        else
        {
            _contents.Unlock(message);
            _store.RememberDeliveryCount(message);
        }
    }

    public void Release(Session session, Leavers leaving)
    {
        foreach (var message in session.Locked.ToArray()) Release(message, leaving);
        _contents.Sessions.Free(session);
    }

    /// <summary>Takes back what nobody holds any more.</summary>
    public void ReleaseEnded(Leavers leaving)
    {
        foreach (var message in _contents.TakeDue(leaving)) Release(message, leaving);
        foreach (var session in _sessionEnds.TakeDue())
        {
            if (session.Holder == Guid.Empty) continue;
            if (session.LockedUntil > _clock.GetUtcNow()) _sessionEnds.Add(session, session.LockedUntil);
            else Release(session, leaving);
        }
    }

    public void Dispose() => _sessionEnds.Dispose();
}
