namespace Omni.Functions.Channels;

/// <summary>How far a signed time may lie from the receipt: a provider's last attempt is welcome, a recording of it later on is not.</summary>
/// <param name="Length">Longer than the provider goes on trying.</param>
public readonly record struct ReplayWindow(TimeSpan Length)
{
    private static readonly TimeSpan FastClock = TimeSpan.FromMinutes(5);

    /// <summary>Never for a request without a time.</summary>
    public bool Holds(DateTimeOffset? signedAt, DateTimeOffset receivedAt) =>
        signedAt >= receivedAt - Length && signedAt <= receivedAt + FastClock;
}
