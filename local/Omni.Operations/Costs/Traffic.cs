namespace Omni.Operations.Costs;

/// <summary>The traffic of one month.</summary>
/// <param name="Contacts">From all channels.</param>
/// <param name="Channels">They share the contacts evenly.</param>
public sealed record Traffic(double Contacts, IReadOnlyList<string> Channels)
{
    public const double HoursOfAMonth = 730;
    public const double SecondsOfAMonth = HoursOfAMonth * 3_600;

    public double PerSecond => Contacts / SecondsOfAMonth;

    public double Through(string channel) => Channels.Contains(channel) ? Contacts / Channels.Count : 0;
}
