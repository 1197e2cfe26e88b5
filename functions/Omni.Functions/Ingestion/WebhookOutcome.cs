namespace Omni.Functions.Ingestion;

/// <summary>What became of a request, as it is counted.</summary>
internal static class WebhookOutcome
{
    public const string Taken = "taken";

    public const string Handshake = "handshake";

    /// <summary>Proven and understood, and nothing in it is a contact.</summary>
    public const string Ignored = "ignored";

    public const string Unreadable = "unreadable";

    public const string Unproven = "unproven";

    public const string TooLarge = "too_large";

    /// <summary>The topic did not take the contacts.</summary>
    public const string Unavailable = "unavailable";
}
