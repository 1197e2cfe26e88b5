namespace Omni.LocalAzure.ServiceBus;

/// <summary>Messages that leave their place, by the reason.</summary>
internal sealed class Leavers
{
    /// <summary>Delivered as often as the entity allows.</summary>
    public List<QueuedMessage> Exhausted { get; } = [];

    /// <summary>Past their time to live.</summary>
    public List<QueuedMessage> Expired { get; } = [];

    /// <summary>Scheduled messages whose time has come.</summary>
    public List<QueuedMessage> Due { get; } = [];

    public bool IsEmpty => Exhausted.Count + Expired.Count + Due.Count == 0;
}
