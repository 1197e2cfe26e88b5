namespace Omni.Functions.Channels.MetaMessaging;

/// <summary>Messenger or Instagram, which Meta delivers in one and the same format.</summary>
internal sealed class MessagingChannel(MetaApp app, MessagingProduct product) : IChannel
{
    public string Provider => product.Name;

    public static IChannel? Create(ChannelSettings settings, MessagingProduct product) =>
        MetaApp.From(settings) is { } app ? new MessagingChannel(app, product) : null;

    public WebhookAnswer? Handshake(WebhookRequest request) => app.Handshake(request);

    public WebhookVerdict Prove(WebhookRequest request) => app.Prove(request);

    public NormalisedRequest Normalise(WebhookRequest request) => MessagingNormaliser.Normalise(request, product);
}
