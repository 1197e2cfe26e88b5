namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Settings <c>Channels__WhatsApp__…</c>, from the app's page at Meta.</summary>
internal sealed record WhatsAppOptions
{
    /// <summary>Signs every webhook; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> AppSecrets { get; init; }

    /// <summary>Typed by us into the webhook's settings; Meta repeats it when it connects.</summary>
    public required IReadOnlyList<string> VerifyTokens { get; init; }

    public static WhatsAppOptions From(ChannelSettings settings) => new()
    {
        AppSecrets = settings.Secrets("AppSecret"),
        VerifyTokens = settings.Secrets("VerifyToken"),
    };
}
