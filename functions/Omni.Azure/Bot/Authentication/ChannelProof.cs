using Omni.Azure.Bot.Schema;

namespace Omni.Azure.Bot.Authentication;

/// <summary>What a token proves, beyond that the connector made it for this bot.</summary>
/// <param name="ServiceUrl">The only address that may get answers.</param>
/// <param name="Channels">Those whose activities may come with it.</param>
public sealed record ChannelProof(string? ServiceUrl, IReadOnlyList<string> Channels)
{
    /// <summary>Whether it is for this activity.</summary>
    public bool Covers(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity is { ServiceUrl: { } address, ChannelId: { } channel }
            && string.Equals(address, ServiceUrl, StringComparison.OrdinalIgnoreCase) && Channels.Contains(channel, StringComparer.Ordinal);
    }
}
