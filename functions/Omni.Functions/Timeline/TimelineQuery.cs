using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Omni.Functions.Timeline;

/// <summary>What part of a timeline is wanted: so many entries strictly after a key, in one direction.</summary>
public sealed record TimelineQuery(int Limit, bool Ascending, string After)
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 200;

    private const string AscendingMark = "a";
    private const string DescendingMark = "d";

    /// <summary>The query of the parameters of a request; null when one of them cannot be.</summary>
    public static TimelineQuery? Parse(string? limit, string? order, string? continuation)
    {
        var count = DefaultLimit;
        if (limit is not null && !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return null;
        if (count is < 1 or > LargestLimit || order is not (null or "asc" or "desc"))
            return null;

        var ascending = order == "asc";
        return continuation is null
            ? new TimelineQuery(count, ascending, ascending ? TimelineOrder.Start : TimelineOrder.End)
            : Resume(count, ascending, continuation);
    }

    /// <summary>Goes on after an entry. Opaque to callers, and bound to the direction it was given for.</summary>
    public string ContinueAfter(TimelineEntry entry) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes((Ascending ? AscendingMark : DescendingMark) + entry.Order));

    private static TimelineQuery? Resume(int limit, bool ascending, string continuation)
    {
        if (!Base64Url.IsValid(continuation))
            return null;

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation));
        return text.StartsWith(ascending ? AscendingMark : DescendingMark, StringComparison.Ordinal)
            ? new TimelineQuery(limit, ascending, text[1..])
            : null;
    }
}
