namespace Omni.Functions.Channels.Twilio;

/// <summary>Messages over Twilio: SMS and WhatsApp are the same request to two addresses.</summary>
/// <remarks>https://www.twilio.com/docs/messaging/guides/webhook-request</remarks>
internal sealed class TwilioMessagingChannel(string provider, TwilioOptions options) : IChannel
{
    public const string Sms = "twilio-sms";
    public const string WhatsApp = "twilio-whatsapp";

    // An answer without a verb sends nothing back to the customer.
    private static readonly WebhookAnswer Silence = WebhookAnswer.Xml("""<?xml version="1.0" encoding="UTF-8"?><Response></Response>""");

    public string Provider => provider;

    public int BodyLimit => 256 * 1024;

    public static IChannel? CreateSms(ChannelSettings settings) => Create(Sms, settings);

    public static IChannel? CreateWhatsApp(ChannelSettings settings) => Create(WhatsApp, settings);

    public WebhookVerdict Prove(WebhookRequest request) => TwilioSignature.Prove(request, options.AuthTokens);

    public NormalisedRequest Normalise(WebhookRequest request) => TwilioMessage.Normalise(request, provider);

    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) => Silence;

    private static TwilioMessagingChannel? Create(string provider, ChannelSettings settings)
    {
        var options = TwilioOptions.From(settings);
        return options.AuthTokens.Count > 0 ? new TwilioMessagingChannel(provider, options) : null;
    }
}
