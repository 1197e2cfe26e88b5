using System.Globalization;

namespace Omni.Functions.Timeline;

/// <summary>The sort key of entries: time of the act in one width and zone, then the id, so that text order is total and stable.</summary>
public static class TimelineOrder
{
    /// <summary>Before every key.</summary>
    public const string Start = "";

    /// <summary>After every key; a tilde follows all digits.</summary>
    public const string End = "~";

    private const string Milliseconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(DateTimeOffset occurredAt, string id) =>
        $"{occurredAt.UtcDateTime.ToString(Milliseconds, CultureInfo.InvariantCulture)}/{id}";
}
