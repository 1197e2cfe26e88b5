namespace Omni.Functions.Tests.Channels.Kit;

public sealed class AcsKit : ProviderKit<AcsKit>, IProvider
{
    public static string Name => "acs";

    /// <summary>Event Grid signs nothing: the key travels in the address.</summary>
    protected override bool SignsContent => false;
}
