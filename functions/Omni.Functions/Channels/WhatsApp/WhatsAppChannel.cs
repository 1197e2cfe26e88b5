namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Meta's WhatsApp Cloud API.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview</remarks>
internal sealed class WhatsAppChannel(MetaApp app) : IChannel
{
    public const string Name = "whatsapp";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings) => MetaApp.From(settings) is { } app ? new WhatsAppChannel(app) : null;

    public WebhookAnswer? Handshake(WebhookRequest request) => app.Handshake(request);

    public WebhookVerdict Prove(WebhookRequest request) => app.Prove(request);

    public NormalisedRequest Normalise(WebhookRequest request) => WhatsAppNormaliser.Normalise(request);
}
