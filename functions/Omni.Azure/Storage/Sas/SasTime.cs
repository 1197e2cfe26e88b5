using System.Globalization;

namespace Omni.Azure.Storage.Sas;

/// <summary>Times as they stand in signatures: UTC, whole seconds; nothing for one that is not set.</summary>
internal static class SasTime
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Text(DateTimeOffset time) => time == default ? "" : time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);
}
