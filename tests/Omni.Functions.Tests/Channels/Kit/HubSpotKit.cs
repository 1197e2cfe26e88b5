namespace Omni.Functions.Tests.Channels.Kit;

public sealed class HubSpotKit : ProviderKit<HubSpotKit>, IProvider
{
    public static string Name => "hubspot";

    /// <summary>A CRM sends no messages.</summary>
    protected override IReadOnlyList<string> RequiredSamples => ["create-and-change", "merge-and-delete", "deal-change", "own-change", "unknown-event"];
}
