using System.Globalization;

namespace Omni.Bench;

/// <summary>The kernel's own account of a process.</summary>
internal static class ProcessFigures
{
    private const double TicksPerSecond = 100; // USER_HZ of Linux on every architecture .NET runs on

    /// <summary>User and system time of all its threads so far.</summary>
    public static TimeSpan Cpu(int process)
    {
        var fields = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromSeconds((Ticks(fields[11]) + Ticks(fields[12])) / TicksPerSecond);
    }

    /// <summary>Resident memory in megabytes of a million bytes.</summary>
    public static double ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Ticks(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1e6;
    }

    private static double Ticks(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
