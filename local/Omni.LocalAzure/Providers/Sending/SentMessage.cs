namespace Omni.LocalAzure.Providers.Sending;

/// <summary>A message that a provider passed on to a person.</summary>
/// <param name="Provider">As in the app's webhooks.</param>
/// <param name="Id">The provider's.</param>
/// <param name="From">The address of the business.</param>
/// <param name="To">The person's.</param>
/// <param name="Text">What it says.</param>
/// <param name="Key">By which the provider knows it again; null where it does not.</param>
/// <param name="At">When.</param>
public sealed record SentMessage(string Provider, string Id, string? From, string To, string Text, string? Key, DateTimeOffset At)
{
    /// <summary>Mail only.</summary>
    public string? Subject { get; init; }

    /// <summary>Mail only: with angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Mail only: the address that an answer goes to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Their names, or where the provider fetches them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
