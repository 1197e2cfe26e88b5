using System.Globalization;
using Omni.LocalAzure.Cosmos.Sql.Values;

namespace Omni.LocalAzure.Cosmos.Sql.Functions;

/// <summary>Dates as the query language holds them: ISO 8601 text in UTC. Results always have seven digits; arguments may have fewer, and no Z.</summary>
internal static class DateText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd", "yyyy-MM", "yyyy",
    ];

    public static DateTime? Read(SqlValue value) =>
        value.Kind == SqlKind.Text && DateTime.TryParseExact(
            value.Text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    public static SqlValue Write(DateTime date) => SqlValue.Of(date.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

    /// <summary>The date so many 100 ns after the beginning of 1970; undefined outside the years 1 to 9999.</summary>
    public static SqlValue OfTicks(double sinceEpoch) =>
        sinceEpoch >= (DateTime.MinValue - DateTime.UnixEpoch).Ticks && sinceEpoch <= (DateTime.MaxValue - DateTime.UnixEpoch).Ticks
            ? Write(DateTime.UnixEpoch.AddTicks((long)sinceEpoch))
            : SqlValue.Undefined;
}
