using Omni.LocalAzure.Functions.Changes;
using Omni.LocalAzure.Functions.Messages;

namespace Omni.LocalAzure.Functions;

/// <summary>What fires triggers, in process.</summary>
public sealed record TriggerSources
{
    public required IMessageSource Messages { get; init; }

    public required IChangeFeed Changes { get; init; }

    public required HostState State { get; init; }
}
