using System.Globalization;

namespace Omni.Functions.Channels;

/// <summary>Times as providers count them, from 1970 on; null when there is none, zero, or beyond the calendar.</summary>
public static class UnixTime
{
    private const long LastSecond = 253_402_300_799;

    public static DateTimeOffset? Seconds(long? seconds) =>
        seconds is > 0 and <= LastSecond and var some ? DateTimeOffset.FromUnixTimeSeconds(some) : null;

    public static DateTimeOffset? Milliseconds(long? milliseconds) =>
        milliseconds is > 0 and <= (LastSecond * 1000) + 999 and var some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null;

    /// <summary>Digits and nothing else.</summary>
    public static DateTimeOffset? Seconds(string? text) => Seconds(Number(text));

    /// <summary>Digits and nothing else.</summary>
    public static DateTimeOffset? Milliseconds(string? text) => Milliseconds(Number(text));

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
