using System.Diagnostics.CodeAnalysis;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>The messages of one session in order; an entity without sessions is one, without an id and held by all. Guarded by its queue.</summary>
internal sealed class Session(string? id)
{
    private readonly PriorityQueue<QueuedMessage, long> _available = new();

    public string? Id => id;

    public HashSet<QueuedMessage> Locked { get; } = [];

    public Signal Arrivals { get; } = new();

    /// <summary>Empty when nobody holds it.</summary>
    public Guid Holder { get; set; }

    public DateTimeOffset LockedUntil { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>A count, not a time: greater is later.</summary>
    public long LastServed { get; set; }

    /// <summary>Waits among the sessions that can be accepted.</summary>
    public bool IsListed { get; set; }

    public bool HasAvailable
    {
        get
        {
            while (_available.TryPeek(out var message, out _))
            {
                if (message.State == MessageState.Available) return true;
                _available.Dequeue();
            }

            return false;
        }
    }

    public bool IsHeldBy(Guid holder, DateTimeOffset now) => Holder == holder && LockedUntil > now;

    public void Offer(QueuedMessage message)
    {
        message.State = MessageState.Available;
        _available.Enqueue(message, message.Sequence);
        Arrivals.Pulse();
    }

    public bool TryTake([NotNullWhen(true)] out QueuedMessage? message)
    {
        message = HasAvailable ? _available.Dequeue() : null;
        return message is not null;
    }
}
