using System.Globalization;
using System.Text.RegularExpressions;
using Omni.LocalAzure.Graph.Store;

namespace Omni.LocalAzure.Graph.Http;

/// <summary>The conditions that lists and deltas know, joined with <c>and</c>.</summary>
internal static partial class MessageFilter
{
    private const int FirstValue = 5;

    /// <exception cref="GraphFailureException">It says something else.</exception>
    public static MessageQuery Parse(string? filter)
    {
        if (filter is null) return new MessageQuery();
        var (where, values) = (new List<string>(), new List<object>());
        foreach (var condition in And().Split(filter))
        {
            var (sql, value) = Condition(condition.Trim());
            where.Add($"AND {sql} ${(FirstValue + values.Count).ToString(CultureInfo.InvariantCulture)} ");
            values.Add(value);
        }

        return new MessageQuery { Where = string.Concat(where), Values = values };
    }

    /// <summary>The one condition of a delta.</summary>
    /// <returns>Unix seconds, the first that counts.</returns>
    /// <exception cref="GraphFailureException">It says something else.</exception>
    public static long ParseFrom(string? filter)
    {
        if (filter is null) return 0;
        return Received().Match(filter.Trim()) is { Success: true } match && match.Groups["op"].Value is "ge" or "gt"
            ? Seconds(match) + (match.Groups["op"].Value == "gt" ? 1 : 0)
            : throw new GraphFailureException(400, "ErrorInvalidUrlQueryFilter", "A delta is filtered by receivedDateTime ge or gt alone.");
    }

    private static (string Sql, object Value) Condition(string condition)
    {
        if (Received().Match(condition) is { Success: true } received) return ($"received {Operator(received)}", Seconds(received));
        if (IsRead().Match(condition) is { Success: true } read) return ("is_read =", read.Groups[1].Value == "true" ? 1 : 0);
        if (Text().Match(condition) is { Success: true } text)
            return ($"{(text.Groups[1].Value == "internetMessageId" ? "internet_id" : "conversation")} =", text.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal));
        throw GraphFailureException.Unsupported("this filter: receivedDateTime, isRead eq, internetMessageId eq and conversationId eq, joined with and");
    }

    private static string Operator(Match match) => match.Groups["op"].Value switch { "ge" => ">=", "gt" => ">", "le" => "<=", "lt" => "<", _ => "=" };

    private static long Seconds(Match match) =>
        DateTimeOffset.TryParse(match.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : throw new GraphFailureException(400, "ErrorInvalidUrlQueryFilter", "The filter's time is none.");

    [GeneratedRegex(@"\s+and\s+")]
    private static partial Regex And();

    [GeneratedRegex(@"^receivedDateTime\s+(?<op>ge|gt|le|lt|eq)\s+(?<time>\S+)$")]
    private static partial Regex Received();

    [GeneratedRegex(@"^isRead\s+eq\s+(true|false)$")]
    private static partial Regex IsRead();

    [GeneratedRegex(@"^(internetMessageId|conversationId)\s+eq\s+'((?:[^']|'')*)'$")]
    private static partial Regex Text();
}
