namespace Omni.Functions.Channels.LiveTex;

/// <summary>Settings <c>Channels__LiveTex__…</c>.</summary>
internal sealed record LiveTexOptions
{
    /// <summary>What we gave <c>setWebhook</c> as <c>webhook_key</c>; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> WebhookKeys { get; init; }

    /// <summary>Our name for the channel, since webhooks do not say which one they are for.</summary>
    public required string Account { get; init; }

    public static LiveTexOptions From(ChannelSettings settings) => new()
    {
        WebhookKeys = settings.Secrets("WebhookKey"),
        Account = settings["Account"] ?? "default",
    };
}
