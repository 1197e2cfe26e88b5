using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>
/// Functions over dates, ticks (100 ns since 1970) and timestamps (milliseconds since 1970); what is none of these gives undefined.
/// https://learn.microsoft.com/cosmos-db/query/date-time-functions
/// </summary>
internal static class DateFunctions
{
    public static readonly SqlFunction[] All =
    [
        new("DATETIMEADD", 3, 3, Add),
        new("DATETIMEBIN", 2, 4, Bin),
        new("DATETIMEDIFF", 3, 3, Difference),
        new("DATETIMEFROMPARTS", 3, 7, FromParts),
        new("DATETIMEPART", 2, 2, a => Part(a[0], a[1]) ?? Part(a[1], a[0]) ?? default),
        new("DATETIMETOTICKS", 1, 1, a => DateText.Read(a[0]) is { } date ? Ticks(date) : default),
        new("DATETIMETOTIMESTAMP", 1, 1, a => DateText.Read(a[0]) is { } date ? Timestamp(date) : default),
        new("TICKSTODATETIME", 1, 1, a => IntegerFunctions.IsInteger(a[0]) ? DateText.OfTicks(a[0].Number) : default),
        new("TIMESTAMPTODATETIME", 1, 1, a => IntegerFunctions.IsInteger(a[0]) ? DateText.OfTicks(a[0].Number * TimeSpan.TicksPerMillisecond) : default),
        new("GETCURRENTDATETIME", 0, 0, (run, _) => DateText.Write(run.Now)),
        new("GETCURRENTDATETIMESTATIC", 0, 0, (run, _) => DateText.Write(run.Started)),
        new("GETCURRENTTICKS", 0, 0, (run, _) => Ticks(run.Now)),
        new("GETCURRENTTICKSSTATIC", 0, 0, (run, _) => Ticks(run.Started)),
        new("GETCURRENTTIMESTAMP", 0, 0, (run, _) => Timestamp(run.Now)),
        new("GETCURRENTTIMESTAMPSTATIC", 0, 0, (run, _) => Timestamp(run.Started)),
    ];

    private static SqlValue Add(SqlValue[] a) =>
        DatePart.Read(a[0]) is { } part && IntegerFunctions.IsInteger(a[1]) && DateText.Read(a[2]) is { } date && part.Add(date, a[1].Number) is { } result
            ? DateText.Write(result)
            : default;

    private static SqlValue Difference(SqlValue[] a) =>
        DatePart.Read(a[0]) is { } part && DateText.Read(a[1]) is { } from && DateText.Read(a[2]) is { } to ? SqlValue.Of(part.Between(from, to)) : default;

    private static SqlValue Bin(SqlValue[] a)
    {
        if (DateText.Read(a[0]) is not { } date || DatePart.Read(a[1]) is not { } part) return default;
        if (a.Length > 2 && (!IntegerFunctions.IsInteger(a[2]) || a[2].Number is < 1 or > int.MaxValue)) return default;
        if ((a.Length > 3 ? DateText.Read(a[3]) : DateTime.UnixEpoch) is not { } origin) return default;
        return part.Bin(date, a.Length > 2 ? (long)a[2].Number : 1, origin) is { } start ? DateText.Write(start) : default;
    }

    private static SqlValue? Part(SqlValue name, SqlValue date) =>
        DatePart.Read(name) is { } part && DateText.Read(date) is { } read ? SqlValue.Of(part.Of(read)) : null;

    /// <summary>Year, month, day, hour, minute, second, 100 ns.</summary>
    private static SqlValue FromParts(SqlValue[] a)
    {
        if (!Array.TrueForAll(a, IntegerFunctions.IsInteger)) return default;
        double At(int position) => position < a.Length ? a[position].Number : 0;
        if (At(0) is < 1 or > 9999 || At(1) is < 1 or > 12 || At(2) < 1 || At(2) > DateTime.DaysInMonth((int)At(0), (int)At(1))) return default;
        if (At(3) is < 0 or > 23 || At(4) is < 0 or > 59 || At(5) is < 0 or > 59 || At(6) is < 0 or >= TimeSpan.TicksPerSecond) return default;
        return DateText.Write(new DateTime((int)At(0), (int)At(1), (int)At(2), (int)At(3), (int)At(4), (int)At(5), DateTimeKind.Utc).AddTicks((long)At(6)));
    }

    private static SqlValue Ticks(DateTime date) => SqlValue.Of((date - DateTime.UnixEpoch).Ticks);

    private static SqlValue Timestamp(DateTime date) => SqlValue.Of(Math.Floor((date - DateTime.UnixEpoch).TotalMilliseconds));
}
