namespace Omni.Functions.Channels.Jivo;

/// <summary>Jivo's webhooks: site chat, offline messages, calls.</summary>
/// <remarks>https://www.jivo.ru/docs/webhooks</remarks>
internal sealed class JivoChannel(JivoOptions options) : IChannel
{
    public const string Name = "jivo";

    private static readonly WebhookAnswer Ok = WebhookAnswer.Json("""{"result":"ok"}""");

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = JivoOptions.From(settings);
        return options.Keys.Count > 0 ? new JivoChannel(options) : null;
    }

    /// <summary>Jivo signs nothing: the secret is in the address it was given.</summary>
    public WebhookVerdict Prove(WebhookRequest request) => SharedSecret.Compare(request.Query("code"), options.Keys);

    public NormalisedRequest Normalise(WebhookRequest request) => JivoNormaliser.Normalise(request, options.DefaultRegion);

    public WebhookAnswer Accept(WebhookRequest request, NormalisedRequest content) => Ok;
}
