namespace Omni.Worker;

public sealed record TimerInfo
{
    /// <summary>Null when the host does not monitor the schedule.</summary>
    public ScheduleStatus? ScheduleStatus { get; init; }

    /// <summary>The run was due while no host was there.</summary>
    public bool IsPastDue { get; init; }
}

public sealed record ScheduleStatus
{
    public DateTime Last { get; init; }

    public DateTime Next { get; init; }

    public DateTime LastUpdated { get; init; }
}
