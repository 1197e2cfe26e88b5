using Omni.Functions.Contacts;

namespace Omni.Functions.Channels.AmoCrm;

/// <summary>Settings <c>Channels__AmoCrm__…</c>.</summary>
internal sealed record AmoCrmOptions
{
    /// <summary>What we put into the address as <c>code</c>; several while one is exchanged for another.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Of phone numbers and addresses.</summary>
    public required Trust DetailTrust { get; init; }

    /// <summary>ISO 3166 country of phone numbers without a country code.</summary>
    public required string DefaultRegion { get; init; }

    public static AmoCrmOptions From(ChannelSettings settings) => new()
    {
        Keys = settings.Secrets("Key"),
        DetailTrust = CrmDetails.TrustOf(settings),
        DefaultRegion = settings.DefaultRegion,
    };
}
