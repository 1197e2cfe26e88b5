namespace Omni.Worker;

/// <summary>Starts a function by the clock: an NCRONTAB expression of six fields, or <c>%SETTING%</c>. UTC.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>The host remembers the last run and makes up for a missed one.</summary>
    public bool UseMonitor { get; set; } = true;
}
