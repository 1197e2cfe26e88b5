namespace Omni.Functions.Channels.Viber;

/// <summary>Settings <c>Channels__Viber__…</c>.</summary>
internal sealed record ViberOptions
{
    /// <summary>The bot's token, with which Viber signs; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> AuthTokens { get; init; }

    public static ViberOptions From(ChannelSettings settings) => new() { AuthTokens = settings.Secrets("AuthToken") };
}
