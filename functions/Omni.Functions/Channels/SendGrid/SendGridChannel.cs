namespace Omni.Functions.Channels.SendGrid;

/// <summary>SendGrid's Inbound Parse.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook</remarks>
internal sealed class SendGridChannel(SendGridOptions options) : IChannel
{
    public const string Name = "sendgrid";

    public string Provider => Name;

    public int BodyLimit => 30 * 1024 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = SendGridOptions.From(settings);
        return options.Credentials.Count > 0 || options.PublicKeys.Count > 0 ? new SendGridChannel(options) : null;
    }

    /// <summary>Where both proofs are set up, both are needed.</summary>
    public WebhookVerdict Prove(WebhookRequest request)
    {
        if (options.Credentials.Count > 0
            && BasicAuthentication.Compare(request.Header("Authorization"), options.Credentials) is not WebhookVerdict.Proven and var verdict)
        {
            return verdict;
        }

        return options.PublicKeys.Count > 0 ? SendGridSignature.Verify(request, options.PublicKeys) : WebhookVerdict.Proven;
    }

    public NormalisedRequest Normalise(WebhookRequest request) => SendGridNormaliser.Normalise(request, options.Mail);
}
