using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>A part of a date by its name: how it is read, counted and added.</summary>
internal sealed record DatePart(long Ticks, Func<DateTime, double> Of)
{
    private const int MonthsPerYear = 12;

    private static readonly Dictionary<string, DatePart> ByName = Named(
        (["year", "yyyy", "yy"], new DatePart(0, date => date.Year) { Months = MonthsPerYear }),
        (["month", "mm", "m"], new DatePart(0, date => date.Month) { Months = 1 }),
        (["day", "dd", "d"], new DatePart(TimeSpan.TicksPerDay, date => date.Day)),
        (["hour", "hh"], new DatePart(TimeSpan.TicksPerHour, date => date.Hour)),
        (["minute", "mi", "n"], new DatePart(TimeSpan.TicksPerMinute, date => date.Minute)),
        (["second", "ss", "s"], new DatePart(TimeSpan.TicksPerSecond, date => date.Second)),
        (["millisecond", "ms"], new DatePart(TimeSpan.TicksPerMillisecond, date => Fraction(date) / TimeSpan.TicksPerMillisecond)),
        (["microsecond", "mcs"], new DatePart(TimeSpan.TicksPerMicrosecond, date => Fraction(date) / TimeSpan.TicksPerMicrosecond)),
        (["nanosecond", "ns"], new DatePart(0, date => Fraction(date) * TimeSpan.NanosecondsPerTick)));

    /// <summary>Months in one; 0 for parts of fixed length.</summary>
    private int Months { get; init; }

    /// <summary>One nanosecond is less than a tick and so counted apart.</summary>
    private bool IsNanosecond => Ticks == 0 && Months == 0;

    /// <returns>Null for a name that is none.</returns>
    public static DatePart? Read(SqlValue name) => name.Kind == SqlKind.Text ? ByName.GetValueOrDefault(name.Text) : null;

    /// <summary>Months clamp to the last day; null when the result is no date any more.</summary>
    public DateTime? Add(DateTime date, double count)
    {
        try
        {
            if (Months > 0) return date.AddMonths((int)Math.Clamp(count * Months, int.MinValue, int.MaxValue));
            return date.AddTicks(IsNanosecond ? (long)(count / TimeSpan.NanosecondsPerTick) : checked((long)count * Ticks));
        }
        catch (Exception beyond) when (beyond is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>How many of its boundaries lie between the dates.</summary>
    public double Between(DateTime from, DateTime to) =>
        Months > 0 ? MonthNumber(to) - MonthNumber(from)
        : IsNanosecond ? (to - from).Ticks * (double)TimeSpan.NanosecondsPerTick
        : (to.Ticks / Ticks) - (from.Ticks / Ticks);

    /// <summary>The beginning of the bin of <paramref name="size"/> parts, counted from <paramref name="origin"/>; null for parts of no fixed length.</summary>
    public DateTime? Bin(DateTime date, long size, DateTime origin)
    {
        if (Months > 0) return null;
        var width = IsNanosecond ? Math.Max(1, size / TimeSpan.NanosecondsPerTick) : (Int128)size * Ticks;
        var (bins, rest) = Int128.DivRem((date - origin).Ticks, width);
        var start = origin.Ticks + ((rest < 0 ? bins - 1 : bins) * width);
        return start >= 0 && start <= DateTime.MaxValue.Ticks ? new DateTime((long)start, DateTimeKind.Utc) : null;
    }

    private static long Fraction(DateTime date) => date.Ticks % TimeSpan.TicksPerSecond;

    private long MonthNumber(DateTime date) => Months == MonthsPerYear ? date.Year : (date.Year * MonthsPerYear) + date.Month;

    private static Dictionary<string, DatePart> Named(params (string[] Names, DatePart Part)[] parts) => parts
        .SelectMany(entry => entry.Names.Select(name => KeyValuePair.Create(name, entry.Part)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);
}
