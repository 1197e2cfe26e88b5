namespace Omni.Functions.Channels.Viber;

/// <summary>Viber's bot API.</summary>
/// <remarks>https://developers.viber.com/docs/api/rest-bot-api/</remarks>
internal sealed class ViberChannel(ViberOptions options) : IChannel
{
    public const string Name = "viber";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = ViberOptions.From(settings);
        return options.AuthTokens.Count > 0 ? new ViberChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) =>
        SharedSecret.CompareHmacSha256(request.Header("X-Viber-Content-Signature"), "", request.Body, options.AuthTokens);

    public NormalisedRequest Normalise(WebhookRequest request) => ViberNormaliser.Normalise(request);

    /// <summary>Nothing in it: to the opening of a chat, Viber takes a body for a message of welcome.</summary>
    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) => WebhookAnswer.Bare(200);
}
