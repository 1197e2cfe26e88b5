namespace Omni.Functions.Channels.AmoCrm;

/// <summary>amoCRM: webhooks of the contacts in it. They are not signed; the address holds a key instead.</summary>
/// <remarks>https://www.amocrm.ru/developers/content/crm_platform/webhooks-format</remarks>
internal sealed class AmoCrmChannel(AmoCrmOptions options) : IChannel
{
    public const string Name = "amocrm";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = AmoCrmOptions.From(settings);
        return options.Keys.Count > 0 ? new AmoCrmChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) => SharedSecret.Compare(request.Query("code"), options.Keys);

    public NormalisedRequest Normalise(WebhookRequest request) => AmoCrmNormaliser.Normalise(request, options);
}
