namespace Omni.LocalAzure.ServiceBus;

/// <summary>How many messages an entity holds.</summary>
public sealed record EntityCounts(long Active, long DeadLettered, long Scheduled);

/// <summary>An entity that can be read, as the dashboard and the counts show it.</summary>
public sealed record EntityDescription(string Path, bool RequiresSession, TimeSpan LockDuration, int MaxDeliveryCount);
