namespace Omni.Worker;

/// <summary>
/// Starts a function by the change feed of a container. Intervals are milliseconds; what is not set keeps the host's default.
/// </summary>
public sealed class CosmosDBTriggerAttribute(string databaseName, string containerName) : TriggerBindingAttribute
{
    public string DatabaseName { get; } = databaseName;

    public string ContainerName { get; } = containerName;

    /// <summary>The section of settings that tells the account.</summary>
    public string? Connection { get; set; }

    public string? LeaseConnection { get; set; }

    public string? LeaseDatabaseName { get; set; }

    public string? LeaseContainerName { get; set; }

    public string? LeaseContainerPrefix { get; set; }

    public bool CreateLeaseContainerIfNotExists { get; set; }

    public int LeasesContainerThroughput { get; set; }

    public int FeedPollDelay { get; set; }

    public int LeaseAcquireInterval { get; set; }

    public int LeaseExpirationInterval { get; set; }

    public int LeaseRenewInterval { get; set; }

    public int MaxItemsPerInvocation { get; set; }

    /// <summary>Counts only while no lease state exists.</summary>
    public bool StartFromBeginning { get; set; }

    /// <summary>ISO 8601; excludes <see cref="StartFromBeginning"/>.</summary>
    public string? StartFromTime { get; set; }

    public string? PreferredLocations { get; set; }
}
