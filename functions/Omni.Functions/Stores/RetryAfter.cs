using System.Globalization;
using Azure;

namespace Omni.Functions.Stores;

/// <summary>How long a service asks us to wait: in seconds, or until a time.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(Response? response, TimeProvider clock)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until - clock.GetUtcNow() is var pause && pause > TimeSpan.Zero ? pause : null;
    }
}
