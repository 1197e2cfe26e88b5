using System.Globalization;
using NodaTime;

namespace Omni.Functions.Replies;

/// <summary>Settings <c>Replies__…</c>: when and how often people are written to unasked, and how long an answer is one.</summary>
public sealed record ReplyManners
{
    private const int MostDays = 3650;
    private const int MostPerWeek = 1000;
    private const string Expected = "has to be two times of a day, such as 21:00-09:00, or off.";

    /// <summary>Between these nobody gets offers; the same twice for never. In the customer's own time zone.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 0);

    public TimeOnly QuietTo { get; init; } = new(9, 0);

    /// <summary>Of the business, and of customers of whom nothing better is known: a name of the IANA.</summary>
    public string TimeZone { get; init; } = "Europe/Moscow";

    /// <summary>Offers to one customer in seven days, over all channels.</summary>
    public int MarketingPerWeek { get; init; } = 2;

    /// <summary>So long after a customer's last message an answer to it is one.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromDays(90);

    /// <param name="read">Gives a setting by its name in the section.</param>
    /// <param name="failures">Gets a line for each setting that cannot be used.</param>
    public static ReplyManners From(Func<string, string?> read, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(failures);
        var usual = new ReplyManners();
        return Quiet(usual, read("QuietHours"), failures) with
        {
            TimeZone = ZoneOf(read("TimeZone"), failures) ?? usual.TimeZone,
            MarketingPerWeek = Number("MarketingPerWeek", MostPerWeek) ?? usual.MarketingPerWeek,
            OpenFor = Number("OpenForDays", MostDays) is { } days ? TimeSpan.FromDays(days) : usual.OpenFor,
        };

        int? Number(string name, int most)
        {
            if (read(name) is not { Length: > 0 } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
                return number;
            failures.Add($"{ReplyOptions.SectionName}__{name} has to be a whole number up to {most}.");
            return null;
        }
    }

    private static ReplyManners Quiet(ReplyManners usual, string? text, ICollection<string> failures)
    {
        if (string.IsNullOrEmpty(text))
            return usual;
        if (text == "off")
            return usual with { QuietFrom = TimeOnly.MinValue, QuietTo = TimeOnly.MinValue };
        if (text.Split('-') is [var from, var to] && TimeOf(from) is { } begins && TimeOf(to) is { } ends)
            return usual with { QuietFrom = begins, QuietTo = ends };
        failures.Add($"{ReplyOptions.SectionName}__QuietHours {Expected}");
        return usual;
    }

    private static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string? ZoneOf(string? text, ICollection<string> failures)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null)
            return text;
        failures.Add($"{ReplyOptions.SectionName}__TimeZone has to be the name of a time zone, such as Europe/Moscow.");
        return null;
    }
}
