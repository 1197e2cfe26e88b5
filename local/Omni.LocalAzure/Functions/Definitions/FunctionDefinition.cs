namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>One function of the script root: its folder's name and its one trigger.</summary>
public sealed record FunctionDefinition
{
    public required string Name { get; init; }

    public required TriggerDefinition Trigger { get; init; }

    /// <summary>The name of the <c>http</c> output, or <c>$return</c>; null without one.</summary>
    public string? HttpOutput { get; init; }

    public RetryDefinition? Retry { get; init; }

    public bool Disabled { get; init; }
}

/// <param name="Binding">The binding's name, and with it the member of <c>Data</c>.</param>
public abstract record TriggerDefinition(string Binding);

/// <param name="Binding">The binding's name.</param>
/// <param name="Level">Which key opens the function.</param>
/// <param name="Methods">Upper case; empty means all.</param>
/// <param name="Route">The template below the route prefix.</param>
public sealed record HttpTrigger(string Binding, AuthorizationLevel Level, IReadOnlySet<string> Methods, string Route) : TriggerDefinition(Binding);

/// <param name="Binding">The binding's name.</param>
/// <param name="EntityPath">A queue, or <c>topic/Subscriptions/subscription</c>.</param>
/// <param name="Sessions">The entity is read session by session.</param>
/// <param name="Many">Batches instead of single messages.</param>
/// <param name="Body">How bodies travel.</param>
public sealed record ServiceBusTrigger(string Binding, string EntityPath, bool Sessions, bool Many, BodyType Body) : TriggerDefinition(Binding);

/// <param name="Binding">The binding's name.</param>
/// <param name="Schedule">NCRONTAB with six fields, UTC.</param>
/// <param name="RunOnStartup">Fires at each start of the host.</param>
/// <param name="UseMonitor">Runs are remembered, so that a missed one is made up for.</param>
public sealed record TimerTrigger(string Binding, string Schedule, bool RunOnStartup, bool UseMonitor) : TriggerDefinition(Binding);

/// <param name="Binding">The binding's name.</param>
/// <param name="Database">The monitored database.</param>
/// <param name="Container">The monitored container.</param>
/// <param name="Lease">Names the position in the feed: triggers that share it share the changes.</param>
/// <param name="Reading">Where reading starts and how fast it goes.</param>
public sealed record CosmosTrigger(string Binding, string Database, string Container, string Lease, FeedReading Reading) : TriggerDefinition(Binding);

/// <param name="FromBeginning">Counts only while no lease exists.</param>
/// <param name="MaxItems">Documents of one invocation.</param>
/// <param name="PollDelay">The pause after the feed was found empty.</param>
public sealed record FeedReading(bool FromBeginning, int MaxItems, TimeSpan PollDelay);

/// <summary>Retries in memory by the host, each with the same invocation id.</summary>
/// <param name="MaxRetries">-1 is for ever.</param>
/// <param name="Minimum">The first pause; the only one when it equals <paramref name="Maximum"/>.</param>
/// <param name="Maximum">Pauses double up to this.</param>
public sealed record RetryDefinition(int MaxRetries, TimeSpan Minimum, TimeSpan Maximum)
{
    /// <param name="retry">0 for the first retry.</param>
    public TimeSpan PauseBefore(int retry) => Minimum >= Maximum ? Minimum : Minimum * Math.Min(Math.Pow(2, retry), Maximum / Minimum);
}

public enum AuthorizationLevel
{
    Anonymous,
    Function,
    Admin,
}

public enum BodyType
{
    /// <summary>No <c>dataType</c>: text alone, parsed JSON values in a batch.</summary>
    Unspecified,
    Text,
    Binary,
}
