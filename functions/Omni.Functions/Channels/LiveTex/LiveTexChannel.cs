namespace Omni.Functions.Channels.LiveTex;

/// <summary>LiveTex's Messaging API.</summary>
/// <remarks>https://livetex.github.io/messaging-api-v1.2/</remarks>
internal sealed class LiveTexChannel(LiveTexOptions options) : IChannel
{
    public const string Name = "livetex";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = LiveTexOptions.From(settings);
        return options.WebhookKeys.Count > 0 ? new LiveTexChannel(options) : null;
    }

    /// <summary>The key lies inside the body, so reading comes first.</summary>
    public WebhookVerdict Prove(WebhookRequest request) =>
        JsonBody.Parse(request) is { } json ? SharedSecret.Compare(json.Text("webhook_key"u8), options.WebhookKeys) : WebhookVerdict.Missing;

    public NormalisedRequest Normalise(WebhookRequest request) => LiveTexNormaliser.Normalise(request, options.Account);
}
