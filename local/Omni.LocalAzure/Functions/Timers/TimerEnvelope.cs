using System.Globalization;
using System.Text.Json;

namespace Omni.LocalAzure.Functions.Timers;

/// <summary>The member of <c>Data</c> that a timer trigger gets.</summary>
internal static class TimerEnvelope
{
    /// <param name="json">Stands inside <c>Data</c>.</param>
    /// <param name="binding">The member's name.</param>
    /// <param name="status">Null for a timer that is not monitored.</param>
    /// <param name="isPastDue">A run was missed while the host was down.</param>
    public static void Write(Utf8JsonWriter json, string binding, TimerStatus? status, bool isPastDue)
    {
        json.WriteStartObject(binding);
        json.WriteStartObject("Schedule");
        json.WriteBoolean("AdjustForDST", true);
        json.WriteEndObject();
        if (status is null)
        {
            json.WriteNull("ScheduleStatus");
        }
        else
        {
            json.WriteStartObject("ScheduleStatus");
            json.WriteString("Last", Format(status.Last));
            json.WriteString("Next", Format(status.Next));
            json.WriteString("LastUpdated", Format(status.LastUpdated));
            json.WriteEndObject();
        }

        json.WriteBoolean("IsPastDue", isPastDue);
        json.WriteEndObject();
    }

    private static string Format(DateTimeOffset time) => time == default
        ? "0001-01-01T00:00:00"
        : time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "+00:00";
}
