namespace Omni.Functions.Channels.Postmark;

/// <summary>Postmark's inbound stream.</summary>
/// <remarks>https://postmarkapp.com/developer/webhooks/inbound-webhook</remarks>
internal sealed class PostmarkChannel(PostmarkOptions options) : IChannel
{
    public const string Name = "postmark";

    public string Provider => Name;

    public int BodyLimit => 30 * 1024 * 1024;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = PostmarkOptions.From(settings);
        return options.Credentials.Count > 0 ? new PostmarkChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) => BasicAuthentication.Compare(request.Header("Authorization"), options.Credentials);

    public NormalisedRequest Normalise(WebhookRequest request) => PostmarkNormaliser.Normalise(request, options.Mail);
}
