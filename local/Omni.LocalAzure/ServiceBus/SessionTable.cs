using System.Diagnostics.CodeAnalysis;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>The sessions of one entity and whose turn it is. Guarded by its queue.</summary>
internal sealed class SessionTable(bool requiresSession)
{
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Session, long> _ready = new();
    private long _served;

    /// <summary>Of an entity without sessions.</summary>
    public Session Whole { get; } = new(null);

    public Signal Arrivals { get; } = new();

    public Session Of(QueuedMessage message)
    {
        if (!requiresSession) return Whole;
        var id = message.Content.Properties.SessionId ?? string.Empty; // never null here: such messages are dead letters at once
        if (_sessions.TryGetValue(id, out var session)) return session;

        // As if served when it appeared: behind those that wait already, before those served later.
        session = new Session(id) { LastServed = ++_served };
        _sessions.Add(id, session);
        return session;
    }

    public void ListIfReady(Session session)
    {
        if (session.Id is null || session.IsListed || session.Holder != Guid.Empty || !session.HasAvailable) return;
        session.IsListed = true;
        _ready.Enqueue(session, session.LastServed);
        Arrivals.Pulse();
    }

    /// <summary>The session that was served longest ago, of those with messages and without a holder.</summary>
    public bool TryTakeNext([NotNullWhen(true)] out Session? next)
    {
        while (_ready.TryDequeue(out next, out _))
        {
            next.IsListed = false;
            if (next.Holder == Guid.Empty && next.HasAvailable) return true;
        }

        return false;
    }

    public void Free(Session session)
    {
        session.Holder = Guid.Empty;
        session.LockedUntil = DateTimeOffset.MaxValue;
        session.LastServed = ++_served;
        ListIfReady(session);
        if (session is { IsListed: false, Locked.Count: 0, Id: { } id }) _sessions.Remove(id);
    }
}
