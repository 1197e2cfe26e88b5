namespace Omni.Functions.Channels.Mailgun;

/// <summary>Mailgun's inbound routes, with <c>forward()</c> or <c>store(notify=…)</c>.</summary>
/// <remarks>https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store</remarks>
internal sealed class MailgunChannel(MailgunOptions options) : IChannel
{
    public const string Name = "mailgun";

    public string Provider => Name;

    public int BodyLimit => 30 * 1024 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = MailgunOptions.From(settings);
        return options.SigningKeys.Count > 0 ? new MailgunChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        MailgunProof.Find(request).Verify(request.ReceivedAt, options.SigningKeys);

    /// <summary>
    /// Anything but 200 and 406 is sent again for eight hours.
    /// https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store
    /// </summary>
    public int StatusOfRefused(int usual) => 406;

    public NormalisedRequest Normalise(WebhookRequest request) => MailgunNormaliser.Normalise(request, options.Mail);
}
