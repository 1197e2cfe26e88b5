namespace Omni.Operations.Costs;

/// <summary>
/// Seconds for which instances of Flex Consumption are billed. Contacts come at random: an instance is busy for a share of 1 - e^(-rate × period)
/// of the month, as executions that overlap share it; each kind of function that is no webhook has instances of its own.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing</remarks>
public sealed class ComputeTime(Measured measured)
{
    public const double InstanceGigabytes = 2;

    /// <summary>The least that is billed for a period of activity.</summary>
    private const double ActivePeriodSeconds = 1;

    /// <summary>The share of an instance's one core above which another instance is added.</summary>
    private const double BusyCore = 0.5;

    /// <summary>The webhook, and the resolution of contacts.</summary>
    private const int Groups = 2;

    public double TimerRuns => measured.TimerRunsAMinute * Traffic.HoursOfAMonth * 60;

    public double Executions(Traffic traffic) => (Groups * traffic.Contacts) + TimerRuns;

    public double GigabyteSeconds(Traffic traffic) => InstanceGigabytes * (Math.Max(Busy(traffic), Computing(traffic)) + (TimerRuns * ActivePeriodSeconds));

    private static double Busy(Traffic traffic) => Groups * Traffic.SecondsOfAMonth * (1 - Math.Exp(-traffic.PerSecond * ActivePeriodSeconds));

    private double Computing(Traffic traffic) => traffic.Contacts * measured.CpuMillisecondsOfAContact / 1_000 / BusyCore;
}
