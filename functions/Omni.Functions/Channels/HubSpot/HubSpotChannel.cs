namespace Omni.Functions.Channels.HubSpot;

/// <summary>HubSpot: events of the contacts in its CRM.</summary>
/// <remarks>https://developers.hubspot.com/docs/api/webhooks</remarks>
internal sealed class HubSpotChannel(HubSpotOptions options) : IChannel
{
    public const string Name = "hubspot";

    public string Provider => Name;

    public static IChannel? Create(ChannelSettings settings)
    {
        var options = HubSpotOptions.From(settings);
        return options.ClientSecrets.Count > 0 ? new HubSpotChannel(options) : null;
    }

    public WebhookVerdict Prove(WebhookRequest request) => HubSpotSignature.Check(request, options.ClientSecrets);

    public NormalisedRequest Normalise(WebhookRequest request) => HubSpotNormaliser.Normalise(request, options);
}
