namespace Omni.LocalAzure.ServiceBus;

/// <summary>Who holds which message and session of one queue, and what becomes of them afterwards. Guarded by its queue.</summary>
internal sealed class LockTable(QueueContents contents, QueueSettings settings, MessageStore store, TimeProvider clock)
{
    private DateTimeOffset LockEnd => clock.GetUtcNow() + settings.LockDuration;

    public List<QueuedMessage> Find(IReadOnlyList<LockedMessage> messages)
    {
        var now = clock.GetUtcNow();
        var found = new List<QueuedMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (contents.Find(message.SequenceNumber) is { } queued && queued.IsLockedBy(message.LockToken, now)) found.Add(queued);
        }

        return found;
    }

    public QueuedMessage? Find(string id, Guid token)
    {
        var now = clock.GetUtcNow();
        return contents.Sessions.Whole.Locked.FirstOrDefault(message => message.IsLockedBy(token, now) && message.IsNamed(id));
    }

    public Guid Hold(Session session)
    {
        session.Holder = Guid.NewGuid();
        session.LockedUntil = LockEnd;
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
        if (!session.IsHeldBy(holder, clock.GetUtcNow())) return false;
        session.LockedUntil = LockEnd;
        foreach (var message in session.Locked) message.LockedUntil = session.LockedUntil;
        return true;
    }

    public void Release(QueuedMessage message, Leavers leaving)
    {
        if (message.DeliveryCount >= settings.MaxDeliveryCount)
        {
            contents.StartLeaving(message);
            leaving.Exhausted.Add(message);
        }
        else if (message.ExpiresAt <= clock.GetUtcNow())
        {
            contents.StartLeaving(message);
            leaving.Expired.Add(message);
        }
        else
        {
            contents.Unlock(message);
            store.RememberDeliveryCount(message);
        }
    }

    public void Release(Session session, Leavers leaving)
    {
        foreach (var message in session.Locked.ToArray()) Release(message, leaving);
        contents.Sessions.Free(session);
    }
}
