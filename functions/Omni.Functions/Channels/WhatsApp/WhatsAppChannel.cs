namespace Omni.Functions.Channels.WhatsApp;

/// <summary>Meta's WhatsApp Cloud API.</summary>
/// <remarks>https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview</remarks>
internal sealed class WhatsAppChannel(WhatsAppOptions options) : IChannel
{
    public const string Name = "whatsapp";

    private const string Forbidden = "The verify token is not the configured one.";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = WhatsAppOptions.From(settings);
        return options.AppSecrets.Count > 0 ? new WhatsAppChannel(options) : null;
    }

    /// <summary>Meta connects with a GET that wants its challenge back, bare; any status but 200 is a refusal, 403 the documented one.</summary>
    public WebhookAnswer? Handshake(WebhookRequest request)
    {
        if (request.Method != "GET" || request.Query("hub.mode") != "subscribe" || request.Query("hub.challenge") is not { Length: > 0 } challenge)
            return null;
        return SharedSecret.Compare(request.Query("hub.verify_token"), options.VerifyTokens) == WebhookVerdict.Proven
            ? WebhookAnswer.PlainText(challenge)
            : WebhookAnswer.PlainText(Forbidden) with { Status = 403 };
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.CompareHmacSha256(request.Header("X-Hub-Signature-256"), "sha256=", request.Body, options.AppSecrets);

    public NormalisedRequest Normalise(WebhookRequest request) => WhatsAppNormaliser.Normalise(request);
}
