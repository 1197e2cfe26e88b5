using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.HubSpot;

/// <summary>Settings <c>Channels__HubSpot__…</c>.</summary>
internal sealed record HubSpotOptions
{
    /// <summary>The app's; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> ClientSecrets { get; init; }

    /// <summary>Of phone numbers and addresses.</summary>
    public required Trust DetailTrust { get; init; }

    /// <summary>ISO 3166 country of phone numbers without a country code.</summary>
    public required string DefaultRegion { get; init; }

    public static HubSpotOptions From(ChannelSettings settings) => new()
    {
        ClientSecrets = settings.Secrets("ClientSecret"),
        DetailTrust = CrmDetails.TrustOf(settings),
        DefaultRegion = settings.DefaultRegion,
    };
}
